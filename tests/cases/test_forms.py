"""Forms of request types: their shape, what is shown, and what is understood of what people type."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given as cases
from hypothesis import strategies as st

from kundenkreis.cases.answers import plain_day, plain_number, read, told
from kundenkreis.cases.forms import Choice, Condition, Field, FormError, Kind, fields_of, shown

REASON = {
    "name": "reason",
    "kind": "choice",
    "label": "Grund",
    "label_en": "Reason",
    "required": True,
    "choices": ["Menge", {"value": "price", "label": "Preis", "label_en": "Price"}],
}
AMOUNT = {
    "name": "amount",
    "kind": "amount",
    "label": "Richtiger Betrag",
    "required": True,
    "show_when": {"field": "reason", "value": "price"},
}


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


def one(kind: str, **more: object) -> list[Field]:
    return fields_of([{"name": "it", "kind": kind, "label": "Es", "label_en": "It", **more}])


def understood(kind: str, *typed: str, language: str = "en", **more: object) -> object:
    found = read(one(kind, **more), {"it": typed}, language)
    assert found.problems == {}
    return found.answers.get("it")


def problem(kind: str, *typed: str, language: str = "en", **more: object) -> str:
    found = read(one(kind, **more), {"it": typed}, language)
    assert "it" not in found.answers
    return found.problems["it"]


def test_form_is_read_into_fields_with_words_of_both_languages():
    reason, amount = fields_of([REASON, AMOUNT])

    assert reason.kind is Kind.CHOICE
    assert reason.choices == (Choice("Menge", "Menge"), Choice("price", "Preis", "Price"))
    assert (reason.title("de"), reason.title("en"), amount.title("en")) == ("Grund", "Reason", "Richtiger Betrag")
    assert amount.show_when == Condition("reason", "price")


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ("text", "A form is a list of fields."),
        ([17], "Field 1: It has no name, kind and label."),
        ([{"name": "Nr.", "kind": "text", "label": "Nummer"}], "small letters"),
        ([{"name": "a", "kind": "colour", "label": "Farbe"}], "The kind must be one of: text, long_text"),
        ([{"name": "a", "kind": "text", "label": " "}], "The label needs 1 to 200 characters."),
        ([{"name": "a", "kind": "text", "label": "A"}] * 2, "Field 2: The name “a” is used twice."),
        ([{"name": "a", "kind": "choice", "label": "A"}], "It needs 1 to 200 choices."),
        ([{"name": "a", "kind": "choice", "label": "A", "choices": ["x", "x"]}], "Two choices have the same value."),
        ([{"name": "a", "kind": "choice", "label": "A", "choices": [{"value": "x"}]}], "needs a value and a label"),
        ([{"name": "a", "kind": "number", "label": "A", "least": "3"}], "whole numbers"),
        ([{"name": "a", "kind": "number", "label": "A", "least": 3, "most": 2}], "greater"),
        ([AMOUNT, REASON], "Field 1: “show_when” must name an earlier field"),
        ([REASON, AMOUNT | {"show_when": {"field": "reason", "value": "weight"}}], "must be one of: Menge, price."),
        ([REASON, AMOUNT | {"show_when": "reason"}], "“show_when” needs a field and a value."),
        ([{"name": "a", "kind": "text", "label": "A"}] * 61, "at most 60 fields"),
    ],
)
def test_form_that_makes_no_sense_is_refused_with_the_place(form, says):
    with pytest.raises(FormError) as refused:
        fields_of(form)

    assert says in str(refused.value)


def test_every_problem_of_a_form_is_told_at_once():
    with pytest.raises(FormError) as refused:
        fields_of([{"name": "1", "kind": "x", "label": ""}, {"name": "b", "kind": "text", "label": "B", "most": []}])

    assert len(refused.value.problems) == 4


def test_field_is_shown_only_for_the_answer_it_depends_on():
    fields = fields_of([REASON, AMOUNT])

    assert shown(fields, {}) == {"reason"}
    assert shown(fields, {"reason": ["Menge"]}) == {"reason"}
    assert shown(fields, {"reason": ["price"]}) == {"reason", "amount"}


def test_field_behind_a_hidden_one_is_hidden_whatever_was_typed():
    sure = {"name": "sure", "kind": "yes_no", "label": "Sicher?", "show_when": {"field": "reason", "value": "price"}}
    why = {"name": "why", "kind": "text", "label": "Warum?", "show_when": {"field": "sure", "value": "yes"}}
    fields = fields_of([REASON, sure, why])

    assert shown(fields, {"reason": ["Menge"], "sure": ["yes"]}) == {"reason"}
    assert shown(fields, {"reason": ["price"], "sure": ["yes"]}) == {"reason", "sure", "why"}


def test_hidden_required_field_is_neither_missed_nor_kept():
    found = read(fields_of([REASON, AMOUNT]), {"reason": ["Menge"], "amount": ["12"]}, "de")

    assert found.answers == {"reason": "Menge"}
    assert found.problems == {}


@pytest.mark.parametrize(
    ("kind", "says"),
    [("text", "Please fill this in."), ("yes_no", "Please choose an answer."), ("file", "Please choose a file.")],
)
def test_required_field_says_that_it_is_missing(kind, says):
    assert problem(kind, "  ", required=True) == says
    assert understood(kind, "  ") is None


@pytest.mark.parametrize(
    ("kind", "typed", "answer"),
    [
        ("text", ["  KR-80 \n und\tmehr "], "KR-80 und mehr"),
        ("long_text", ["Zeile eins\r\nZeile zwei"], "Zeile eins\nZeile zwei"),
        ("text", ["a\x00b"], "ab"),
        ("number", ["12"], 12),
        ("number", ["-1.5"], -1.5),
        ("amount", ["1,234.5 €"], "1234.50"),
        ("date", ["2026-12-24"], "2026-12-24"),
        ("date", ["24.12.2026"], "2026-12-24"),
        ("yes_no", ["yes"], True),
        ("yes_no", ["no"], False),
        ("email", ["s.kunz@weidach.example"], "s.kunz@weidach.example"),
        ("phone", ["+49 (0) 7121/00 00-0"], "+49 (0) 7121/00 00-0"),
        ("file", ["a.pdf", "b.jpg"], ["a.pdf", "b.jpg"]),
    ],
)
def test_answer_is_understood_by_its_kind(kind, typed, answer):
    assert understood(kind, *typed) == answer


@pytest.mark.parametrize(
    ("kind", "typed", "says"),
    [
        ("text", "x" * 201, "at most 200 characters; these are 201"),
        ("long_text", "x" * 10_001, "at most 10000 characters"),
        ("number", "viele", "for example 1250.50"),
        ("number", "NaN", "for example"),
        ("number", "١٢", "for example"),
        ("number", "1e5", "for example"),
        ("number", "9" * 13, "too large"),
        ("amount", "9" * 400, "too large"),
        ("date", "2026-02-30", "for example 24.12.2026"),
        ("date", "0001-01-01", "for example"),
        ("date", "bald", "for example"),
        ("yes_no", "vielleicht", "yes or no"),
        ("email", "sandra", "name@example.org"),
        ("email", "s" * 300 + "@weidach.example", "name@example.org"),
        ("phone", "0800 RUF MICH", "for example 07121"),
        ("phone", "--------", "for example 07121"),
    ],
)
def test_nonsense_gets_a_sentence_that_says_what_works(kind, typed, says):
    assert says in problem(kind, typed)


def test_bounds_hold_for_numbers_amounts_and_texts():
    assert problem("number", "0", least=1) == "Please enter at least 1."
    assert problem("amount", "10.01", most=10) == "Please enter at most 10."
    assert problem("text", "1234567", most=6) == "Please use at most 6 characters; these are 7."
    assert understood("number", "1", least=1, most=1) == 1


def test_choice_must_be_one_of_the_offered():
    choices = ["rot", "grün", "blau"]

    assert problem("choice", "gelb", choices=choices) == "Please choose one of the answers."
    assert problem("choices", "rot", "gelb", choices=choices) == "Please choose from the answers."
    assert understood("choices", "blau", "rot", choices=choices) == ["rot", "blau"]


@pytest.mark.parametrize(
    ("typed", "german", "english"),
    [
        ("1.234,50", "1234.50", "1234.50"),
        ("1,234.50", "1234.50", "1234.50"),
        ("1.234", "1234", "1.234"),
        ("1,234", "1.234", "1234"),
        ("12,5", "12.5", "12.5"),
        ("12.5", "12.5", "12.5"),
        ("1.234.567", "1234567", "1234567"),
        ("1'234.50", "1234.50", "1234.50"),
        ("12 500,00 €", "12500.00", "12500.00"),
        ("3 EUR", "3", "3"),
    ],
)
def test_number_follows_the_writers_language_only_where_it_is_unclear(typed, german, english):
    assert plain_number(typed, "de") == Decimal(german)
    assert plain_number(typed, "en") == Decimal(english)


def test_stored_answers_are_told_in_the_readers_language():
    fields = [*fields_of([REASON, AMOUNT]), *one("yes_no"), *fields_of([{"name": "d", "kind": "date", "label": "Tag"}])]
    answers = {"it": True, "reason": "price", "amount": "1234.50", "d": "2026-12-24"}

    assert told(fields, answers, "en") == [
        ("Reason", "Price"),
        ("Richtiger Betrag", "1,234.50 €"),
        ("It", "yes"),
        ("Tag", "2026-12-24"),
    ]
    assert told(fields, answers, "de")[1] == ("Richtiger Betrag", "1.234,50 €")
    assert told(fields, answers, "de")[3] == ("Tag", "24.12.2026")


def test_answer_whose_field_has_gone_is_still_told():
    assert told([], {"old": ["a", "b"], "n": 3}, "de") == [("old", "a, b"), ("n", "3")]


@cases(kind=st.sampled_from(list(Kind)), typed=st.lists(st.text(max_size=40), max_size=4), german=st.booleans())
def test_whatever_is_typed_is_understood_or_refused_and_never_breaks(kind, typed, german):
    fields = one(kind, choices=["a", "b"], required=True)

    found = read(fields, {"it": typed}, "de" if german else "en")

    assert ("it" in found.answers) != ("it" in found.problems)


KEYS = st.sampled_from(["name", "kind", "label", "choices", "show_when", "least"]) | st.text()
SCALARS = st.none() | st.booleans() | st.integers() | st.text()


@cases(st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner), max_leaves=12))
def test_whatever_is_stored_as_a_form_is_read_or_refused_with_a_sentence(form):
    try:
        read_as = len(fields_of(form))
    except FormError as error:
        read_as = -len(error.problems)

    assert read_as == len(form) if isinstance(form, list) and read_as >= 0 else read_as < 0


@cases(st.dates(min_value=plain_day("1900-01-01"), max_value=plain_day("2199-12-31")))
def test_day_reads_the_same_in_every_way_of_writing(day):
    assert (
        plain_day(day.isoformat())
        == plain_day(f"{day:%d.%m.%Y}")
        == plain_day(f"{day.day}/{day.month}/{day.year}")
        == day
    )
