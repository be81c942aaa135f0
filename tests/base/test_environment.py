"""A setting is understood or refused by name, never guessed."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from kundenkreis.base import environment


@pytest.mark.parametrize(("word", "meaning"), [("1", True), ("Yes", True), (" on ", True), ("0", False), ("no", False)])
def test_flag_reads_usual_words(monkeypatch, word, meaning):
    monkeypatch.setenv("KUNDENKREIS_X", word)

    assert environment.flag("KUNDENKREIS_X") is meaning


def test_empty_variable_counts_as_not_set(monkeypatch):
    monkeypatch.setenv("KUNDENKREIS_X", "  ")

    assert environment.text("KUNDENKREIS_X", "default") == "default"
    assert environment.flag("KUNDENKREIS_X", default=True) is True
    assert environment.number("KUNDENKREIS_X", 7) == 7


@pytest.mark.parametrize(
    ("read", "word"),
    [
        (environment.flag, "maybe"),
        (lambda name: environment.number(name, 5, least=1), "0"),
        (lambda name: environment.number(name, 5), "-3"),
        (lambda name: environment.number(name, 5), "٣"),
        (lambda name: environment.number(name, 5), "many"),
        (lambda name: environment.choice(name, "de", ("de", "en")), "fr"),
    ],
)
def test_nonsense_is_refused_with_the_name_of_the_variable(monkeypatch, read, word):
    monkeypatch.setenv("KUNDENKREIS_X", word)

    with pytest.raises(ImproperlyConfigured, match="KUNDENKREIS_X"):
        read("KUNDENKREIS_X")


def test_words_drop_blanks_and_empty_places(monkeypatch):
    monkeypatch.setenv("KUNDENKREIS_X", " a.example , ,b.example,")

    assert environment.words("KUNDENKREIS_X") == ["a.example", "b.example"]
