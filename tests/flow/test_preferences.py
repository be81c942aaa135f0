"""How somebody wants her own pages."""

import pytest

from kundenkreis.flow import preferences
from kundenkreis.flow.errors import Refused
from kundenkreis.people.models import Person
from tests.cast import NOW, Cast


def test_preferences_are_kept_on_the_person_and_change_nobody_else(tannhof: Cast):
    aylin = tannhof.viewer("aylin")

    preferences.set_density(False, by=aylin, now=NOW)
    preferences.set_single_keys(False, by=aylin, now=NOW)
    preferences.set_language("en", by=aylin, now=NOW)

    changed = tannhof.viewer("aylin")
    assert (changed.dense, changed.single_keys, changed.language) == (False, False, "en")
    assert (tannhof.viewer("jonas").dense, tannhof.viewer("jonas").language) == (True, "de")


@pytest.mark.parametrize("language", ["", "fr", "DE", "x" * 500])
def test_only_languages_we_speak_can_be_chosen(tannhof: Cast, language: str):
    with pytest.raises(Refused):
        preferences.set_language(language, by=tannhof.viewer("aylin"), now=NOW)

    assert Person.objects.get(pk=tannhof.people["aylin"].pk).language == "de"
