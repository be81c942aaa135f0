"""The history of a case in sentences, in both languages."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

import kundenkreis
from kundenkreis.cases.history import IN_CONVERSATION, KINDS, Happening, Names, line

AT = datetime(2026, 11, 17, 8, 18, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
NAMES = Names(
    when=lambda moment: f"{moment:%d.%m. %H:%M}", teams={2: "Buchhaltung"}, promises={4: "Rückruf durch Jonas"}
)


def told(kind: str, language: str, *, actor: str = "Aylin Demir", other: str = "", **data: Any) -> str:
    with translation.override(language):
        return line(Happening(1, kind, AT, 7, data, actor, other), NAMES).text


@pytest.mark.parametrize(
    ("kind", "data", "german", "english"),
    [
        (
            "case.opened",
            {"team": 2},
            "Aylin Demir hat angefragt. Die Anfrage ging an Buchhaltung.",
            "Aylin Demir asked. The request went to Buchhaltung.",
        ),
        ("case.taken", {}, "Aylin Demir hat übernommen.", "Aylin Demir took this case."),
        (
            "case.rested",
            {"until": FRIDAY.isoformat()},
            "Aylin Demir lässt den Vorgang ruhen bis 20.11. 16:00.",
            "Aylin Demir lets it rest until 20.11. 16:00.",
        ),
        (
            "promise.given",
            {"no": 5, "text": "Neue Kupplung bei Ihnen", "due": FRIDAY.isoformat()},
            "Aylin Demir hat zugesagt: Neue Kupplung bei Ihnen, bis 20.11. 16:00.",
            "Aylin Demir promised: Neue Kupplung bei Ihnen, by 20.11. 16:00.",
        ),
        (
            "promise.moved",
            {"no": 4, "due": FRIDAY.isoformat(), "agreed": True, "reason": ""},
            "Aylin Demir hat „Rückruf durch Jonas“ auf 20.11. 16:00 verschoben, mit dem Kunden abgesprochen.",
            "Aylin Demir moved “Rückruf durch Jonas” to 20.11. 16:00, agreed with the customer.",
        ),
        (
            "promise.moved",
            {"no": 4, "due": FRIDAY.isoformat(), "agreed": False, "reason": "Die Hebebühne fehlt."},
            "Aylin Demir hat „Rückruf durch Jonas“ ohne Absprache auf 20.11. 16:00 verschoben. "
            "Grund: Die Hebebühne fehlt.",
            "Aylin Demir moved “Rückruf durch Jonas” to 20.11. 16:00 without agreement. Reason: Die Hebebühne fehlt.",
        ),
        (
            "callback.attempted",
            {"no": 4, "reached": False, "note": ""},
            "Aylin Demir hat angerufen und den Kunden nicht erreicht (Rückruf durch Jonas).",
            "Aylin Demir called and did not reach the customer (Rückruf durch Jonas).",
        ),
        (
            "case.solved",
            {"outcome": "refused"},
            "Aylin Demir hat abgeschlossen: abgelehnt.",
            "Aylin Demir closed it: refused.",
        ),
        (
            "step.changed",
            {"no": 1, "title": "Klären", "state": "done"},
            "Aylin Demir hat den Schritt „Klären“ erledigt.",
            "Aylin Demir finished the step “Klären”.",
        ),
    ],
)
def test_fact_becomes_a_sentence(kind: str, data: dict[str, Any], german: str, english: str):
    assert told(kind, "de", **data) == german
    assert told(kind, "en", **data) == english


@pytest.mark.parametrize(
    ("data", "other", "says"),
    [
        ({"team": 2}, "", "Aylin Demir handed over to Buchhaltung. No date changed."),
        ({"team": 2}, "Mareike Vogt", "Aylin Demir handed over to Mareike Vogt in Buchhaltung. No date changed."),
        ({}, "Jonas Brandl", "Aylin Demir handed over to Jonas Brandl. No date changed."),
        ({}, "", "Aylin Demir gave it back to the team."),
    ],
)
def test_hand_over_names_team_and_person(data: dict[str, Any], other: str, says: str):
    assert told("case.handed_over", "en", other=other, **data) == says


def test_what_nobody_did_is_said_of_the_product():
    assert told("question.closed", "en", actor="") == ("Kundenkreis no longer waits for an answer; promises run again.")


def test_promise_that_is_not_known_any_more_is_still_a_sentence():
    assert told("promise.fulfilled", "en", no=99) == "Aylin Demir did what was promised: a promise."


def test_kind_of_a_later_version_is_named_and_not_hidden():
    assert told("case.painted", "en") == "case.painted, by Aylin Demir"


def test_messages_stand_in_the_conversation_themselves():
    assert {
        "case.opened",
        "message.received",
        "reply.sent",
        "note.written",
        "promise.recalendared",
    } == KINDS - IN_CONVERSATION


def test_every_fact_that_a_step_writes_has_a_sentence():
    flow = Path(kundenkreis.__file__).parent / "flow"
    written = {
        kind for file in flow.rglob("*.py") for kind in re.findall(r'\.write\(\s*"([a-z_.]+)"', file.read_text())
    }

    assert {"case.taken", "step.added", "watcher.added"} <= written
    assert written - KINDS == set()
