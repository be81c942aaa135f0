"""Small rules about text."""

import pytest

from kundenkreis.base.text import title_of, whole_number


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("007", 7), ("9" * 18, 10**18 - 1)])
def test_plain_digits_are_a_number(text: str, number: int):
    assert whole_number(text) == number


@pytest.mark.parametrize("text", ["", " 1", "-1", "+1", "1.0", "1_000", "²", "٣", "9" * 19, "9" * 5000, "1\x00"])
def test_anything_else_is_none(text: str):
    assert whole_number(text) is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Die Presse steht. Bitte kommen Sie heute.", "Die Presse steht"),
        ("Guten Tag Frau Kunz,\n\ndie Kupplung fehlt.\nDanke", "die Kupplung fehlt"),
        ("Wann kommt die Ware? Wir warten.", "Wann kommt die Ware?"),
        ("Seit dem 3. Mai steht z. B. Platz 12 still. Danke.", "Seit dem 3. Mai steht z. B. Platz 12 still"),
        ("Guten Tag,", "Guten Tag,"),
        ("  \n ", ""),
    ],
)
def test_title_of_a_letter_is_its_first_sentence_without_the_greeting(text: str, title: str):
    assert title_of(text) == title


def test_long_title_ends_between_two_words():
    assert title_of("Wort " * 40, limit=20) == "Wort Wort Wort …"


def test_word_without_end_is_cut():
    assert title_of("a" * 40, limit=20) == "a" * 19 + "…"
