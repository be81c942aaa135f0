"""Small rules about text."""

import pytest

from kundenkreis.base.text import whole_number


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("007", 7), ("9" * 18, 10**18 - 1)])
def test_plain_digits_are_a_number(text: str, number: int):
    assert whole_number(text) == number


@pytest.mark.parametrize("text", ["", " 1", "-1", "+1", "1.0", "1_000", "²", "٣", "9" * 19, "9" * 5000, "1\x00"])
def test_anything_else_is_none(text: str):
    assert whole_number(text) is None
