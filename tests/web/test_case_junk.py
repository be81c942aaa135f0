"""Whatever is thrown at the addresses of a case, the answer is kind: never an error of ours, and nothing is lost."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kundenkreis.cases.models import Case
from tests.cast import Cast
from tests.web.portal import Hands, browser, hands, tannhof

__all__ = ["hands", "tannhof"]

NASTY = [
    *("", " ", "0", "-1", "9" * 25, "1e9", "²", "\x00", "x\x00y", "%", "%(name)s", "{{ 7*7 }}", "<script>", "'; --"),
    *("2026-02-30", "0001-01-01", "9999-12-31", "2199-01-01", "31.12.2026", "24:00", "23:59:59", "12", "nan"),
    *("t1", "p1", "t" + "9" * 30, "pp", "\u202e", "😀" * 300, "granted", "callback", "milestone", "yes", "no"),
]
JUNK = st.one_of(st.sampled_from(NASTY), st.text(max_size=400))
FIELDS = [
    *("text", "seen", "question", "outcome", "kind", "what", "day", "clock", "begin", "callback", "reached", "agreed"),
    *("reason", "title", "owner", "state", "after", "impact", "pressure", "to", "note", "type", "person", "step"),
    "writing",
]
ACTING = [
    *("replies", "notes", "calls", "promises", "promises/4/moves", "promises/4/withdrawal", "promises/4/attempts"),
    *("promises/4/keeping", "steps", "rest", "urgency", "hand-overs", "requests", "followers", "reopening"),
    *("drafts/reply", "drafts/note", "presence", "replies/1/taking-back", "steps/1", "steps/1/removal"),
]
READING = ["", "/history", "/hours", "/promises/1", "/steps"]
RELAXED = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.mark.parametrize("path", ACTING)
def test_junk_in_a_form_is_answered_with_a_page(tannhof: Cast, hands: Hands, path: str):
    case = tannhof.ask("sandra")
    client = browser(tannhof, "aylin")

    @RELAXED
    @given(st.dictionaries(st.sampled_from(FIELDS), JUNK, min_size=4))
    def throw(typed: dict[str, str]) -> None:
        answered = client.post(f"/cases/{case.pk}/{path}", typed)
        assert answered.status_code < 500
        assert client.get(f"/cases/{case.pk}").status_code in (200, 404)

    throw()
    assert Case.objects.filter(pk=case.pk).exists()


@pytest.mark.parametrize("path", READING)
def test_junk_in_an_address_is_answered_with_a_page(tannhof: Cast, hands: Hands, path: str):
    case = tannhof.ask("sandra")
    client = browser(tannhof, "aylin")

    @RELAXED
    @given(st.dictionaries(st.sampled_from(["before", "write", "again", "day", "clock", "seen"]), JUNK, min_size=2))
    def throw(asked: dict[str, str]) -> None:
        assert client.get(f"/cases/{case.pk}{path}", asked).status_code < 500

    throw()
