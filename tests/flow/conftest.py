"""The company of the stories about steps."""

import pytest

from tests.cast import Cast, cast


@pytest.fixture
def tannhof(db: None) -> Cast:
    return cast()
