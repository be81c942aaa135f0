"""What stands around the requests: skills, who is away today, customer notes, a saved view."""

from datetime import timedelta
from random import Random

from kundenkreis.console.demo_company.reading import table
from kundenkreis.console.demo_company.town import SOUTH, Town
from kundenkreis.console.demo_company.working_day import rest_of_day
from kundenkreis.people.models import Note, Organisation
from kundenkreis.queue import views
from kundenkreis.teams.models import Absence, PersonSkill, Skill

DAY = timedelta(days=1)
# How likely a customer has a note, and how many days old notes are at most.
_NOTED, _OLDEST_NOTE = 0.75, 500


def furnish(town: Town, rng: Random) -> None:
    """Store all of it."""
    _skills(town, rng)
    _absences(town, rng)
    _notes(town, rng)
    customer = town.account("Sandra Kunz").organisation
    views.save(customer.name, town.teams[SOUTH], None, {"customer": customer.pk})


def _skills(town: Town, rng: Random) -> None:
    """Everybody says what she can do; some of it is named, the rest is by chance."""
    skills = {skill.name: skill for skill in Skill.objects.all()}
    named = table("data/surroundings")["skills"]
    rows = []
    for person in sorted({p.pk: p for members in town.members.values() for p in members}.values(), key=lambda p: p.pk):
        said = named.get(person.name) or {name: rng.choice((2, 3, 3, 4)) for name in rng.sample(sorted(skills), 4)}
        learning = {name for name, level in said.items() if level < 2}
        rows += [
            PersonSkill(person=person, skill=skills[name], level=level, wants_practice=name in learning)
            for name, level in said.items()
        ]
    PersonSkill.objects.bulk_create(rows)


def _absences(town: Town, rng: Random) -> None:
    """Some are on leave, some are here and say something about their day."""
    calendar = town.calendar(town.teams[SOUTH])
    opens, left = rest_of_day(calendar, town.now)
    morning, evening = calendar.start_of_day(opens), calendar.end_of_day(opens)
    rows = []
    for item in table("data/surroundings")["today"]:
        start = calendar.add(opens, left * item["from"]) if "from" in item else morning - item.get("days", 0) * DAY
        end = calendar.add(opens, left * item["until"]) if "until" in item else evening + item.get("days", 0) * DAY
        here = item.get("here", False)
        person = town.person(item["who"])
        rows.append(Absence(person=person, start=start, end=end, here=here, note=item["note"]))
    told = {row.person.pk for row in rows}
    for members in town.members.values():
        if len(members) > 4 and not told & {person.pk for person in members}:
            start, end = morning - rng.randint(1, 5) * DAY, evening + rng.randint(1, 9) * DAY
            rows.append(Absence(person=rng.choice(members), start=start, end=end, note="Urlaub"))
    Absence.objects.bulk_create(rows)


def _notes(town: Town, rng: Random) -> None:
    """What teams should know about their customers, written and confirmed by members at various times."""
    texts = table("data/names")["notes"]
    rows = []
    for organisation in Organisation.objects.exclude(kind=Organisation.Kind.DEPARTMENT).order_by("pk"):
        team = town.responsible.get(organisation.pk)
        if team is None or rng.random() > _NOTED:
            continue
        for text in rng.sample(texts, rng.choice((1, 1, 2))):
            written = town.now - rng.randint(20, _OLDEST_NOTE) * DAY
            confirmed = written + (town.now - written) * rng.choice((0.0, 0.0, 0.4, 0.8))
            author = rng.choice(town.members[team])
            rows.append(
                Note(organisation=organisation, author=author, text=text, written_at=written, confirmed_at=confirmed)
            )
    Note.objects.bulk_create(rows)
