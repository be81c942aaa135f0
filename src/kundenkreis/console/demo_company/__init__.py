"""An invented company with two years of history, for `kundenkreis demo`.

Everything is produced by playing the acts of daily work over simulated
time, so its facts, promises and clocks are true ones. The same seed and
the same moment give the same company.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from heapq import merge
from random import Random

from django.db import connection

from kundenkreis.console.demo_company import company, simulation
from kundenkreis.console.demo_company.demand import Demand
from kundenkreis.console.demo_company.letters import Letters
from kundenkreis.console.demo_company.open_cases import Desks
from kundenkreis.console.demo_company.pace import Pace
from kundenkreis.console.demo_company.reading import table
from kundenkreis.console.demo_company.situations import Decks, by_id
from kundenkreis.console.demo_company.story import Teller
from kundenkreis.console.demo_company.surroundings import furnish
from kundenkreis.console.demo_company.todays_promises import VIEWER, bring_in_colleagues, promises_of_today
from kundenkreis.console.demo_company.town import Town, look_around
from kundenkreis.flow.history import History, write

YEARS = timedelta(days=731)
CASES, PEOPLE, SEED = 12_300, 400, 4812
PASSWORD = "zusage-gehalten"
_SIGN_INS = (
    ("Member of Kundenteam Süd", "aylin.demir@tannhof.example"),
    ("Member of accounting", "mareike.vogt@tannhof.example"),
    ("Coach", "claudia.koehler@tannhof.example"),
    ("Management", "martin.lorenz@tannhof.example"),
    ("HR", "nadine.busch@tannhof.example"),
    ("Works council", "bernd.wolf@tannhof.example"),
    ("Administrator", "florian.habicht@tannhof.example"),
    ("Employee who asks", "uwe.stein@tannhof.example"),
    ("Customer from outside", "sandra.kunz@weidach.example"),
    ("Supplier", "marlies.haegele@haegele.example"),
)
Progress = Callable[[str, int, int], object]


def sign_ins() -> list[tuple[str, str, str]]:
    """Return who can sign in: what she is, mail address, password."""
    return [(who, email, PASSWORD) for who, email in _SIGN_INS]


def create(
    progress: Progress,
    *,
    now: datetime | None = None,
    people: int = PEOPLE,
    cases: int = CASES,
    open_size: float = 1.0,
    seed: int = SEED,
) -> None:
    """Store the demo company in an empty database; takes about twenty seconds.

    `progress` hears what is being done, how far it is, and of how much.
    `cases` is about how many ended requests there are, and `open_size`
    makes the desks of open ones fuller or emptier.
    """
    now = now or datetime.now(UTC)
    rng = Random(seed)
    progress("People, teams and customers", 0, cases)
    company.build(now - YEARS, now, people, rng)
    company.let_sign_in([email for _who, email in _SIGN_INS], PASSWORD)
    town = look_around(now - YEARS, now)
    furnish(town, rng)
    progress("Requests that are open now", 0, cases)
    histories = _histories(town, rng, cases, open_size)
    write(histories, now, report=lambda done: progress("Two years of requests", min(done, cases), cases))
    bring_in_colleagues(town)
    with connection.cursor() as cursor:
        cursor.execute("analyze")
    progress("Done", cases, cases)


def _histories(town: Town, rng: Random, cases: int, open_size: float) -> Iterator[History]:
    """Return everything that was ever asked, in the order in which it came in."""
    decks = Decks(rng)
    teller = Teller(town, Letters(decks), Pace(town, rng), rng)
    demand = Demand(town, decks, rng)
    desks = Desks(teller, demand, town.person(VIEWER))
    hers = list(promises_of_today(teller))
    for history, row in zip(hers, table("data/stage")["promised"], strict=True):
        desks.count(history.case.team_id, by_id(row["situation"]))
    still_open = [one for history in (*hers, *desks.fill(open_size)) for one in simulation.whole(history)]
    still_open.sort(key=lambda history: history.case.received_at)
    return merge(simulation.past(teller, demand, cases), still_open, key=lambda history: history.case.received_at)
