"""The people and teams that the tests tell their stories with. Everything goes through real rows and real steps."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from kundenkreis.base import reference
from kundenkreis.cases.models import Case, RequestType
from kundenkreis.cases.viewers import viewer_of
from kundenkreis.flow import intake
from kundenkreis.people.models import Account, Organisation, Person, Role
from kundenkreis.promises.models import CalendarVersion, Target
from kundenkreis.teams.models import Company, Membership, PersonSkill, Responsibility, Skill, Team
from kundenkreis.teams.reference import refresh
from kundenkreis.teams.viewer import Viewer

BERLIN = ZoneInfo("Europe/Berlin")
# A Tuesday morning; the week has no public holiday in Bavaria.
NOW = datetime(2026, 11, 17, 9, 18, tzinfo=BERLIN).astimezone(UTC)
WEEK = {str(day): [["08:00", "17:00"]] for day in range(5)}
PASSWORD = "Kupplung und Nabe"
PROCESS = [
    {"title": "Aufnehmen", "title_en": "Take in"},
    {"title": "Klären", "title_en": "Clarify", "target": 8 * 3600},
    {"title": "Abschließen", "title_en": "Finish"},
]


def berlin(month: int, day: int, hour: int, minute: int = 0, year: int = 2026) -> datetime:
    """Return a moment on the wall clock in Berlin, in UTC."""
    return datetime(year, month, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


@dataclass
class Cast:
    """A small company. Persons, teams, types and organisations by their short names."""

    now: datetime
    people: dict[str, Person] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    types: dict[str, RequestType] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)

    def viewer(self, name: str) -> Viewer:
        """Return somebody as the one who asks."""
        found = viewer_of(self.people[name].pk)
        assert found is not None
        return found

    def account(self, name: str) -> Account:
        """Return the main account of a person."""
        found = self.people[name].accounts.order_by("-is_main", "pk").first()
        assert found is not None
        return found

    def ask(self, name: str, type: str = "auskunft", now: datetime | None = None, **more: object) -> Case:
        """Let somebody ask for something."""
        values: dict[str, object] = {
            "subject": "Ersatzkupplung kam beschädigt an",
            "text": "Guten Morgen, die Kupplung ist heute gekommen. Der Karton war eingedrückt.",
            "impact": 1,
            "pressure": 1,
        }
        values |= more
        request = intake.NewRequest(type_id=self.types[type].pk, account_id=self.account(name).pk, **values)  # type: ignore[arg-type]
        return intake.receive(request, by=self.viewer(name), now=now or self.now)


def cast(now: datetime = NOW) -> Cast:
    """Set up the company."""
    made = Cast(now)
    Company.objects.create(pk=1, name="Tannhof Antriebstechnik", state="BY", purpose="Wir halten in Bewegung.")
    CalendarVersion.objects.create(since=berlin(1, 1, 0, year=2020), zone="Europe/Berlin", state="BY", windows=WEEK)
    _organisations(made)
    _teams(made)
    _people(made)
    _types(made)
    Responsibility.objects.create(organisation=made.organisations["weidach"], team=made.teams["sued"])
    reference.forget()
    refresh()
    return made


def _organisations(made: Cast) -> None:
    kinds = Organisation.Kind
    for key, name, kind in [
        ("montage", "Montage Halle 2", kinds.DEPARTMENT),
        ("kundendienst", "Kundendienst", kinds.DEPARTMENT),
        ("rechnungswesen", "Rechnungswesen", kinds.DEPARTMENT),
        ("weidach", "Papierfabrik Weidach", kinds.CUSTOMER),
        ("haegele", "Spedition Hägele", kinds.SUPPLIER),
    ]:
        made.organisations[key] = Organisation.objects.create(name=name, kind=kind)


def _teams(made: Cast) -> None:
    for key, name, organisation in [
        ("sued", "Kundenteam Süd", "kundendienst"),
        ("buchhaltung", "Buchhaltung", "rechnungswesen"),
    ]:
        made.teams[key] = Team.objects.create(name=name, organisation=made.organisations[organisation])


def _person(made: Cast, key: str, name: str, organisation: str, **more: object) -> Person:
    given, _, family = name.partition(" ")
    person = Person(email=f"{key}@tannhof.example", given_name=given, family_name=family, **more)  # type: ignore[misc]
    person.set_password(PASSWORD)
    person.save()
    Account.objects.create(person=person, organisation=made.organisations[organisation])
    made.people[key] = person
    return person


def _people(made: Cast) -> None:
    for key, name, organisation, team in [
        ("aylin", "Aylin Demir", "kundendienst", "sued"),
        ("jonas", "Jonas Brandl", "kundendienst", "sued"),
        ("mareike", "Mareike Vogt", "rechnungswesen", "buchhaltung"),
    ]:
        Membership.objects.create(team=made.teams[team], person=_person(made, key, name, organisation))
    coach = _person(made, "coach", "Claudia Kern", "kundendienst")
    Membership.objects.create(team=made.teams["sued"], person=coach, part=Membership.Part.COACH)
    _person(made, "management", "Martin Lorenz", "montage", roles=[Role.MANAGEMENT])
    _person(made, "hr", "Nadine Busch", "montage", roles=[Role.HR])
    _person(made, "works_council", "Bernd Wolf", "montage", roles=[Role.WORKS_COUNCIL])
    _person(made, "admin", "Ines Pohl", "montage", roles=[Role.ADMIN])
    _person(made, "uwe", "Uwe Stein", "montage")
    _person(made, "sandra", "Sandra Kunz", "weidach", salutation="frau")
    _person(made, "marlies", "Marlies Hägele", "haegele", language="en")
    english = Skill.objects.create(name="Englisch", name_en="English")
    PersonSkill.objects.create(person=made.people["aylin"], skill=english, level=3)


def _types(made: Cast) -> None:
    hour = 3600
    for position, (key, name, team, more) in enumerate(
        [
            ("auskunft", "Auskunft", "sued", {"to_customer_team": True, "process": PROCESS}),
            ("rechnung", "Rechnung", "buchhaltung", {}),
            ("papiere", "Personalunterlagen", "buchhaltung", {"is_confidential": True}),
            ("kollege", "Bitte an eine Kollegin oder einen Kollegen", None, {}),
        ]
    ):
        made.types[key] = RequestType.objects.create(
            name=name,
            purpose=f"{name}: damit es weitergeht.",
            team=made.teams[team] if team else None,
            position=position,
            **more,  # type: ignore[arg-type]
        )
        for urgency, first in [(1, 8), (2, 4), (3, 2), (4, 1)]:
            Target.objects.create(
                type=made.types[key],
                urgency=urgency,
                first_answer=first * hour,
                next_answer=first * hour,
                solution=first * 4 * hour,
            )
    made.types["papiere"].readers.add(made.people["mareike"])
