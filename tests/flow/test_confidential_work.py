"""A confidential request goes only to people who may read it, so that it is never lost to everybody."""

import pytest

from kundenkreis.cases.named import named
from kundenkreis.flow import work
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
