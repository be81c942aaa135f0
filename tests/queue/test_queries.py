"""What the database returns is the fair order of the pure rule, and figures agree with the rows."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kundenkreis.cases.models import Case
from kundenkreis.queue import counts
from kundenkreis.queue.conditions import EVERYTHING, NOTHING, Condition, every, of_person, of_team, of_view
from kundenkreis.queue.counts import Count, Look, count, page_counts
from kundenkreis.queue.filters import MINE, RISK, UNOWNED
from kundenkreis.queue.groups import Group, days_of, group_of
from kundenkreis.queue.models import Place
from kundenkreis.queue.order import in_fair_order, position
from kundenkreis.queue.queries import rows
from tests.cast import NOW, Cast, cast
from tests.queue.places import minutes

SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def tannhof(db: None) -> Cast:
    made = cast()
    for _ in range(8):
        made.ask("sandra")
    return made


moved = st.lists(st.tuples(st.booleans(), minutes(3), minutes(3), st.booleans()), min_size=8, max_size=8)


def scatter(drawn: list[tuple[bool, timedelta, timedelta, bool]], person_id: int) -> None:
    """Put the places anywhere; many of them share a moment."""
    for place, (parked, due, asked, taken) in zip(Place.objects.order_by("pk"), drawn, strict=True):
        Place.objects.filter(pk=place.pk).update(
            parked=parked, due_at=NOW + due, received_at=NOW - asked, taken_by=person_id if taken else None
        )


@SLOW
@given(moved)
def test_database_and_rule_agree_on_the_order(tannhof: Cast, drawn: list[tuple[bool, timedelta, timedelta, bool]]):
    scatter(drawn, tannhof.people["aylin"].pk)
    desk = of_team(tannhof.viewer("aylin"), tannhof.teams["sued"].pk)

    listed = rows(desk)

    assert len(listed) == 8
    assert listed == in_fair_order(listed) == rows(desk)


@SLOW
@given(moved, st.integers(1, 4))
def test_reading_on_gives_every_place_once(
    tannhof: Cast, drawn: list[tuple[bool, timedelta, timedelta, bool]], size: int
):
    scatter(drawn, tannhof.people["aylin"].pk)
    desk = of_team(tannhof.viewer("aylin"), tannhof.teams["sued"].pk)

    read, page = [], rows(desk, limit=size)
    while page:
        read += page
        page = rows(desk, after=position(page[-1]), limit=size)

    assert read == rows(desk)


@SLOW
@given(moved)
def test_figures_agree_with_the_rows(tannhof: Cast, drawn: list[tuple[bool, timedelta, timedelta, bool]]):
    aylin = tannhof.viewer("aylin")
    scatter(drawn, aylin.id)
    days = days_of(NOW + timedelta(minutes=1), ZoneInfo("Europe/Berlin"))
    team, person = of_team(aylin, tannhof.teams["sued"].pk), of_person(aylin)
    views = {UNOWNED: of_view(UNOWNED, aylin, NOW)}

    found = page_counts(team, person, views, MINE, Look(team, [EVERYTHING]), days)

    listed = rows(team)
    assert found.shown == Count(8)
    for group in Group:
        assert found.groups[group].number == sum(group_of(row, days) is group for row in listed)
    assert found.views[UNOWNED].number == sum(row.taken_by_id is None for row in listed)
    assert found.views[MINE].number == len(rows(person))


def test_a_figure_that_is_not_complete_says_so(tannhof: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(counts, "MOST", 5)
    monkeypatch.setattr(counts, "_LOOK", counts._LOOK.replace("limit 1001", "limit 6"))
    desk = of_team(tannhof.viewer("aylin"), tannhof.teams["sued"].pk)

    [[everything]] = count([Look(desk, [EVERYTHING])])

    assert everything == Count(5, at_least=True)
    assert str(everything) == "5+"


def test_order_and_figures_never_touch_the_class(tannhof: Cast, django_assert_num_queries):
    aylin = tannhof.viewer("aylin")
    desk = of_team(aylin, tannhof.teams["sued"].pk)

    with django_assert_num_queries(2) as asked:
        rows(every([desk, of_view(RISK, aylin, NOW)]))
        count([Look(desk, [EVERYTHING])])

    assert not any("customer_class" in query["sql"] or "cases_case" in query["sql"] for query in asked.captured_queries)


def test_a_case_that_moved_is_not_repeated_on_the_next_page(tannhof: Cast):
    desk = of_team(tannhof.viewer("aylin"), tannhof.teams["sued"].pk)
    first = rows(desk, limit=4)
    Place.objects.filter(pk=first[0].case_id).delete()

    following = rows(desk, after=position(first[-1]), limit=10)

    assert {row.case_id for row in following}.isdisjoint({row.case_id for row in first})
    assert len(following) == 4


def test_conditions_without_a_desk_find_nothing(tannhof: Cast):
    stranger = tannhof.viewer("mareike")

    assert of_team(stranger, tannhof.teams["sued"].pk) == NOTHING
    assert rows(of_team(stranger, tannhof.teams["sued"].pk)) == []
    assert every([]) == Condition("true")
    assert Case.objects.count() == 8
