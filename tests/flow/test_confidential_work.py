"""A confidential request goes only to people who may read it, so that it is never lost to everybody."""

import pytest

from kundenkreis.cases.models import Step
from kundenkreis.cases.named import named
from kundenkreis.flow import intake, process, work
from kundenkreis.flow.errors import Refused
from kundenkreis.people.models import Person
from kundenkreis.teams.models import Membership
from tests.cast import Cast


@pytest.fixture
def paul(tannhof: Cast) -> Person:
    """A colleague of Mareike's in accounting, who is named for nothing."""
    found = Person.objects.create(email="paul@tannhof.example", family_name="Unnamed")
    Membership.objects.create(team=tannhof.teams["buchhaltung"], person=found, part=Membership.Part.MEMBER)
    return found


def test_named_are_those_who_still_work_there(tannhof: Cast, paul: Person):
    papers, team = tannhof.types["papiere"], tannhof.teams["buchhaltung"].pk
    mareike = tannhof.people["mareike"]
    assert named(papers.pk) == {team: {mareike.pk}}

    papers.readers.add(paul, tannhof.people["sandra"])
    Person.objects.filter(pk=mareike.pk).update(is_active=False)

    assert named(papers.pk) == {team: {paul.pk}}


def test_colleague_who_is_not_named_is_not_given_it(tannhof: Cast, paul: Person):
    case = tannhof.ask("sandra", "papiere")
    at = {"by": tannhof.viewer("mareike"), "now": tannhof.now}

    with pytest.raises(Refused, match="für diese Art benannt"):
        work.hand_over(case.pk, "", person_id=paul.pk, **at)
    tannhof.types["papiere"].readers.add(paul)
    work.hand_over(case.pk, "", person_id=paul.pk, **at)

    case.refresh_from_db()
    assert case.taken_by_id == paul.pk


def test_team_in_which_nobody_is_named_is_not_given_it(tannhof: Cast):
    case = tannhof.ask("sandra", "papiere")
    at = {"by": tannhof.viewer("mareike"), "now": tannhof.now}
    south = tannhof.teams["sued"].pk

    with pytest.raises(Refused, match="in jenem Team ist niemand"):
        work.hand_over(case.pk, "", team_id=south, **at)
    tannhof.types["papiere"].readers.add(tannhof.people["aylin"])
    work.hand_over(case.pk, "", team_id=south, **at)

    case.refresh_from_db()
    assert case.team_id == south


def test_any_other_request_goes_to_everybody_of_the_team(tannhof: Cast, paul: Person):
    case = tannhof.ask("sandra", "rechnung")

    work.hand_over(case.pk, "", person_id=paul.pk, by=tannhof.viewer("mareike"), now=tannhof.now)

    case.refresh_from_db()
    assert case.taken_by_id == paul.pk


def test_step_is_given_only_to_somebody_who_may_read_the_case(tannhof: Cast, paul: Person):
    case = tannhof.ask("sandra", "papiere")
    step = Step.objects.create(case=case, no=1, position=1, title="Akte suchen")
    at = {"by": tannhof.viewer("mareike"), "now": tannhof.now}

    with pytest.raises(Refused, match="für diese Art benannt"):
        process.change_step(case.pk, step.pk, owner_id=paul.pk, **at)
    with pytest.raises(Refused, match="arbeitet nicht in dem Team"):
        process.change_step(case.pk, step.pk, owner_id=tannhof.people["aylin"].pk, **at)
    process.change_step(case.pk, step.pk, owner_id=tannhof.people["mareike"].pk, **at)

    step.refresh_from_db()
    assert step.owner_id == tannhof.people["mareike"].pk


def test_what_one_was_asked_personally_goes_to_a_team_and_not_to_anybody(tannhof: Cast):
    uwe, now = tannhof.viewer("uwe"), tannhof.now
    case = intake.ask_colleague(uwe.id, "Passt die Nabe?", None, by=tannhof.viewer("management"), now=now)

    with pytest.raises(Refused):
        work.hand_over(case.pk, "", person_id=tannhof.people["sandra"].pk, by=uwe, now=now)
    work.hand_over(case.pk, "", team_id=tannhof.teams["sued"].pk, by=uwe, now=now)

    case.refresh_from_db()
    assert case.team_id == tannhof.teams["sued"].pk
