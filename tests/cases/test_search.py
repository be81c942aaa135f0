"""A search finds by stems, names and numbers, newest first, and only what the reader may see."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import NOW, Cast, cast

from kundenkreis.cases.models import Case
from kundenkreis.cases.search import newest, refresh, terms
from kundenkreis.cases.search.vector import STRETCH
from kundenkreis.cases.search.words import Word, read
from kundenkreis.flow import work


@pytest.fixture
def tannhof(db: None) -> Cast:
    return cast()


def found(made: Cast, name: str, text: str, limit: int = 20, before: int | None = None) -> list[int]:
    return newest(made.viewer(name), terms(text), limit, before)


@pytest.mark.parametrize(
    "text",
    [
        "kupplung",
        "Kupplungen",
        "damaged coupling",
        "Ersatzkupplung beschädigt",
        '"kam beschädigt"',
        "kunz",
        "Kun",
        "weidach",
        "Papierf",
        "sandra kupplung",
        "48213",
        "EK-204",
    ],
)
def test_words_names_and_numbers_find_a_case(tannhof: Cast, text: str):
    case = tannhof.ask(
        "sandra",
        text="Die Kupplung EK-204 aus Auftrag 48213 kam defekt an. Two damaged couplings.",
    )

    assert found(tannhof, "aylin", text) == [case.pk]


@pytest.mark.parametrize("text", ["Getriebe", '"beschädigt kam"', "kupplung -karton", "kupplung getriebe", "unz", ""])
def test_what_does_not_stand_there_finds_nothing(tannhof: Cast, text: str):
    tannhof.ask("sandra")

    assert found(tannhof, "aylin", text) == []


def test_a_number_finds_its_case(tannhof: Cast):
    case = tannhof.ask("sandra")

    assert terms(f"#{case.pk}").number == case.pk
    assert found(tannhof, "aylin", str(case.pk)) == [case.pk]


def test_answers_of_the_form_are_found(tannhof: Cast):
    case = tannhof.ask("sandra")
    Case.objects.filter(pk=case.pk).update(answers={"order": "BX-7781", "parts": ["Nabe", 12]})
    refresh([case.pk])

    assert found(tannhof, "aylin", "BX-7781") == found(tannhof, "aylin", "Nabe") == [case.pk]


def test_a_team_finds_its_own_cases_only(tannhof: Cast):
    south = tannhof.ask("sandra", subject="Welle gebrochen")
    accounts = tannhof.ask("uwe", "rechnung", subject="Welle berechnet")

    assert found(tannhof, "aylin", "Welle") == [south.pk]
    assert found(tannhof, "coach", "Welle") == [south.pk]
    assert found(tannhof, "mareike", "Welle") == [accounts.pk]
    assert found(tannhof, "management", "Welle") == []


def test_confidential_cases_are_found_by_named_persons_and_by_who_asked(tannhof: Cast):
    tannhof.teams["buchhaltung"].memberships.create(person=tannhof.people["jonas"])
    case = tannhof.ask("uwe", "papiere", subject="Elternzeit ab Mai")

    assert found(tannhof, "mareike", "Elternzeit") == [case.pk]
    assert found(tannhof, "uwe", "Elternzeit") == [case.pk]
    assert found(tannhof, "jonas", "Elternzeit") == []


def test_who_asked_does_not_find_by_the_notes_of_the_team(tannhof: Cast):
    case = tannhof.ask("uwe")
    work.note(case.pk, "Kulanz vereinbart", by=tannhof.viewer("aylin"), now=NOW)

    assert found(tannhof, "aylin", "Kulanz") == [case.pk]
    assert found(tannhof, "uwe", "Kulanz") == []
    assert found(tannhof, "uwe", "kupplung") == [case.pk]


def test_a_case_handed_over_is_found_by_its_new_team(tannhof: Cast):
    case = tannhof.ask("sandra")
    work.hand_over(
        case.pk, "", by=tannhof.viewer("aylin"), now=NOW, team_id=tannhof.teams["buchhaltung"].pk, person_id=None
    )

    assert found(tannhof, "mareike", "kupplung") == [case.pk]
    assert found(tannhof, "aylin", "kupplung") == []


def numbered(made: Cast, numbers: list[int]) -> None:
    """Let cases have these numbers, every third one about a Getriebe."""
    for place, number in enumerate(numbers):
        with connection.cursor() as cursor:
            cursor.execute("select setval(pg_get_serial_sequence('cases_case', 'id'), %s, false)", [number])
        made.ask("sandra", subject="Getriebe" if place % 3 == 0 else "Welle", text="Bitte um Rückruf.")


@pytest.mark.parametrize("limit", [1, 3, 6, 8, 50])
def test_nothing_is_skipped_between_stretches_of_numbers(tannhof: Cast, limit: int):
    numbers = [STRETCH * k + d for k in (0, 1, 2, 7, 8, 9, 10, 11, 15, 16) for d in (1, STRETCH - 1)]
    numbered(tannhof, sorted(numbers))
    for text in ("Rückruf", "Getriebe"):
        expected = sorted(
            (n for place, n in enumerate(sorted(numbers)) if text == "Rückruf" or place % 3 == 0), reverse=True
        )

        read_on, before = [], None
        while page := found(tannhof, "aylin", text, limit, before):
            read_on += page
            before = page[-1]

        assert read_on == expected


def test_a_query_is_split_into_words_and_phrases():
    assert read('Kupplung "kam defekt" -Karton') == [
        Word("Kupplung"),
        Word("kam defekt", phrase=True),
        Word("Karton", excluded=True),
    ]


@pytest.mark.parametrize("text", ["was in", "!!! ... ---", '""', "-kupplung"])
def test_what_says_nothing_is_nothing_to_look_for(tannhof: Cast, text: str):
    tannhof.ask("sandra")

    assert terms(text).is_empty
    assert found(tannhof, "aylin", text) == []


junk = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="'\"\\&|!<>():*-§% äß0a\x00", max_size=40),
    st.sampled_from(["'; drop table", "a" * 5000, "§t1", "'§t1'", "\\", "((((", "a:*", "<->", "%s %(x)s", "-", '"']),
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(junk)
def test_anything_can_be_typed(tannhof: Cast, text: str):
    assert found(tannhof, "aylin", text) == []
