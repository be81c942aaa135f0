"""When requests come in, from whom, and about what."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import exp
from random import Random

from kundenkreis.cases.models import Case
from kundenkreis.console.demo_company.gaps import BERLIN
from kundenkreis.console.demo_company.situations import Decks, Situation
from kundenkreis.console.demo_company.town import ACCOUNTING, EXPORT, NORTH, PURCHASING, SOUTH, Town
from kundenkreis.people.models import Account, Organisation
from kundenkreis.worktime import Calendar

_Pool = tuple[list[Account], list[float]]
_Wanted = tuple[tuple[str, tuple[float, float, float]], ...]
# Which requests a customer team gets: type, and weights for paying customers, departments and suppliers.
_CUSTOMER_TEAM: _Wanted = (
    *(("auskunft", (12, 7, 3)), ("stoerung", (11, 8, 1)), ("ersatzteil", (11, 5, 1.5)), ("termin", (7, 6, 1.5))),
    *(("angebot", (6, 1.5, 0.3)), ("reklamation", (5, 3, 1)), ("zugang", (2, 10, 1.5))),
)
COLLEAGUES = ""
# How much of all requests a team gets, and which.
_DESKS: dict[str, tuple[float, _Wanted]] = {
    SOUTH: (21, _CUSTOMER_TEAM),
    NORTH: (17, _CUSTOMER_TEAM),
    EXPORT: (13, _CUSTOMER_TEAM),
    ACCOUNTING: (17, (("rechnung", (10, 6, 4)), ("reisekosten", (0, 4, 0)))),
    "Personal": (7, (("personal", (0, 9, 0)), ("vertraulich", (0, 1, 0)))),
    "IT": (9, (("rechner", (0, 20, 1)),)),
    "Recht": (4, (("recht", (6, 9, 5)),)),
    PURCHASING: (9, (("lieferung", (9, 8, 6)), ("beschaffung", (0, 10, 5)))),
    COLLEAGUES: (3, (("kollege", (0, 1, 0)),)),
}
_AUDIENCES = ("external", "department", "supplier")
_WEEKDAYS = (1.25, 1.12, 1.0, 0.98, 0.74, 0.035, 0.03)
_MONTHS = (0.95, 1.0, 1.08, 1.0, 0.98, 1.02, 0.96, 0.72, 1.03, 1.08, 1.1, 0.85)
_DAY_OFF, _GROWTH = 0.03, 0.12
# The share of requests by the hour in which they come, from 6 to 21 o'clock.
_HOURS = (1, 6, 15, 17, 14, 11, 6, 9, 10, 8, 5, 2, 1, 1, 0.6, 0.4)
_CHANNELS = (Case.Channel.PORTAL, Case.Channel.MAIL, Case.Channel.PHONE)
_BY_CHANNEL = {"external": (40, 46, 14), "department": (74, 16, 10), "supplier": (38, 52, 10)}
_IMPACTS, _PRESSURES = (36, 50, 14), (24, 52, 19, 5)


@dataclass(frozen=True, slots=True)
class Arrival:
    """One request that comes in: who asks for what, and how urgent it is said to be."""

    at: datetime
    account: Account
    situation: Situation
    channel: str
    impact: int
    pressure: int


def audience_of(account: Account) -> str:
    """Return among whom somebody is when she asks: "external", "department" or "supplier" (contractors, too)."""
    kinds = {Organisation.Kind.CUSTOMER: "external", Organisation.Kind.DEPARTMENT: "department"}
    return kinds.get(Organisation.Kind(account.organisation.kind), "supplier")


class Demand:
    """Decides who asks for what."""

    def __init__(self, town: Town, decks: Decks, rng: Random) -> None:
        self._town, self._decks, self._rng = town, decks, rng
        self._pools: dict[tuple[str, str, str, frozenset[str]], _Pool] = {}
        self._english: dict[tuple[str, str], float] = {}
        self._eagerness: dict[int, float] = {}

    def arrivals(self, count: int) -> Iterator[Arrival]:
        """Yield about so many requests in the order of time, spread over the years of the town."""
        desks, shares = list(_DESKS), [share for share, _wanted in _DESKS.values()]
        for at in moments(self._town.start, self._town.now, count, self._town.calendar(None), self._rng):
            yield self.arrival(at, self._rng.choices(desks, shares)[0])

    def arrival(self, at: datetime, desk: str) -> Arrival:
        """Return a request that comes in at a moment and that the team of a desk will answer."""
        wanted = _DESKS[desk][1]
        choices = [(type_key, audience) for type_key, _row in wanted for audience in _AUDIENCES]
        weights = [weight for _type, row in wanted for weight in row]
        while True:
            type_key, audience = self._rng.choices(choices, weights)[0]
            language = "en" if self._rng.random() < self._share_of_english(desk, audience) else "de"
            deck = self._decks.of(type_key, audience, language)
            situation = deck.draw() if deck else None
            account = self._somebody(desk, audience, situation) if situation else None
            if situation and account:
                return self.request(at, account, situation)

    def request(self, at: datetime, account: Account, situation: Situation) -> Arrival:
        """Return a request of somebody, with a channel and the answers to the two urgency questions."""
        is_open = self._town.calendar(None).is_open(at)
        channel = self._rng.choices(_CHANNELS, _BY_CHANNEL[audience_of(account)])[0]
        if channel == Case.Channel.PHONE and not is_open:
            channel = Case.Channel.MAIL
        if situation.type == "kollege":
            channel = Case.Channel.COLLEAGUE
        impact, pressure = self._rng.choices(range(3), _IMPACTS)[0], self._rng.choices(range(4), _PRESSURES)[0]
        return Arrival(at, account, situation, channel, impact, pressure)

    def _share_of_english(self, desk: str, audience: str) -> float:
        """Return how many of those who ask a desk write English."""
        key = (desk, audience)
        if key not in self._english:
            weights = {language: sum(self._pool(desk, audience, language, frozenset())[1]) for language in ("de", "en")}
            self._english[key] = weights["en"] / (sum(weights.values()) or 1.0)
        return self._english[key]

    def _somebody(self, desk: str, audience: str, situation: Situation) -> Account | None:
        departments = situation.departments if audience == "department" else frozenset()
        accounts, weights = self._pool(desk, audience, situation.language, departments)
        return self._rng.choices(accounts, weights)[0] if accounts else None

    def _pool(self, desk: str, audience: str, language: str, departments: frozenset[str]) -> _Pool:
        """Return who asks a desk, and how often each does: some much more than others."""
        key = (desk, audience, language, departments)
        if key not in self._pools:
            found = [
                account
                for account in self._town.accounts
                if audience_of(account) == audience
                and self._asks(account, desk)
                and account.person.language == language
                and (not departments or account.organisation.name in departments)
            ]
            self._pools[key] = found, [self._eager(account) for account in found]
        return self._pools[key]

    def _eager(self, account: Account) -> float:
        if account.pk not in self._eagerness:
            self._eagerness[account.pk] = exp(self._rng.gauss(0, 1))
        return self._eagerness[account.pk]

    def _asks(self, account: Account, desk: str) -> bool:
        """A customer team hears its own customers, other teams hear everybody; nobody asks the own team."""
        if desk == COLLEAGUES:
            return True
        team = self._town.teams[desk]
        if account.person_id in {person.pk for person in self._town.members[team]}:
            return False
        return desk not in (SOUTH, NORTH, EXPORT) or self._town.responsible.get(account.organisation_id) == team


def moments(start: datetime, end: datetime, count: int, calendar: Calendar, rng: Random) -> list[datetime]:
    """Return moments in rising order: busy Mondays, quiet holidays, hardly anything at night."""
    first, last = start.astimezone(BERLIN).date(), end.astimezone(BERLIN).date()
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    weights = [_weight(day, n / len(days), calendar) for n, day in enumerate(days)]
    found = [_moment(day, rng) for day in rng.choices(days, weights, k=count)]
    return sorted(at for at in found if start <= at < end)


def _weight(day: date, progress: float, calendar: Calendar) -> float:
    is_off = day.weekday() < 5 and not calendar.is_working_day(day)
    usual = _DAY_OFF if is_off else _WEEKDAYS[day.weekday()]
    return usual * _MONTHS[day.month - 1] * (1 + _GROWTH * progress)


def _moment(day: date, rng: Random) -> datetime:
    hour = rng.choices(range(6, 22), _HOURS)[0]
    return datetime.combine(day, time(hour, rng.randrange(60), rng.randrange(60)), BERLIN).astimezone(UTC)
