"""What stands in the gaps of a text: numbers, types and days that fit the story."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
_DAYS = {
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "de": (
        *("Januar", "Februar", "März", "April", "Mai", "Juni"),
        *("Juli", "August", "September", "Oktober", "November", "Dezember"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
_CITIES = ("Ulm", "Straßburg", "Linz", "Leipzig", "Kassel", "Augsburg", "Bremen", "Graz", "Dresden", "Lübeck", "Basel")
_MANY = ("6", "8", "12", "14", "16", "20", "24", "30", "40")


class Gaps(dict[str, str]):
    """The gaps of one request's texts. A number is chosen once and stays; a day is said from where the story stands.

    `at` is the moment at which something is written; the teller moves it.
    """

    def __init__(self, rng: Random, at: datetime, language: str) -> None:
        super().__init__()
        self.rng = rng
        self.at = at
        self.language = language
        self.at_customer_desk = False

    def __missing__(self, name: str) -> str:
        """Return what belongs into a gap. Raises KeyError for a gap that nobody thought of."""
        said = _DAYS_SAID.get(name)
        if said is not None:
            return said(self)
        chosen = self[name] = _CHOSEN[name](self.rng, self.at)
        return chosen

    def fill(self, text: str) -> str:
        """Return the text without gaps."""
        return text.format_map(self) if "{" in text else text

    @property
    def today(self) -> date:
        """The day on which the story stands."""
        return self.at.astimezone(BERLIN).date()

    def working_day(self, ahead: int) -> date:
        """Return a day so many days ahead, or the Monday after it."""
        day = self.today + timedelta(days=ahead)
        return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def weekday(day: date, language: str) -> str:
    """Return the name of a day of the week."""
    return _DAYS[language][day.weekday()]


def month(number: int, language: str) -> str:
    """Return the name of a month, 1 to 12."""
    return _MONTHS[language][number - 1]


def day_and_month(day: date, language: str) -> str:
    """Return a day as it is said: "24. November" or "24 November"."""
    return f"{day.day}{'.' if language == 'de' else ''} {month(day.month, language)}"


def moment(at: datetime, language: str) -> str:
    """Return a moment as a promise names it: "Mittwoch, 18. November, 12:00 Uhr"."""
    local = at.astimezone(BERLIN)
    clock = f"{local:%H:%M}" + (" Uhr" if language == "de" else "")
    return f"{weekday(local.date(), language)}, {day_and_month(local.date(), language)}, {clock}"


def _soon(gaps: Gaps) -> str:
    return ("am " if gaps.language == "de" else "on ") + weekday(
        gaps.working_day(gaps.rng.randint(1, 3)), gaps.language
    )


def _later(gaps: Gaps) -> str:
    day = gaps.working_day(gaps.rng.randint(7, 16))
    return ("am " if gaps.language == "de" else "on ") + day_and_month(day, gaps.language)


def _past(gaps: Gaps) -> str:
    day = gaps.today - timedelta(days=gaps.rng.randint(2, 6))
    day -= timedelta(days=max(0, day.weekday() - 4))
    return ("am " if gaps.language == "de" else "on ") + weekday(day, gaps.language)


_DAYS_SAID: dict[str, Callable[[Gaps], str]] = {
    "soon": _soon,
    "later": _later,
    "past": _past,
    "day": lambda gaps: weekday(gaps.working_day(gaps.rng.randint(2, 5)), gaps.language),
    "until": lambda gaps: day_and_month(gaps.working_day(gaps.rng.randint(8, 16)), gaps.language),
    "month": lambda gaps: month((gaps.today.month - 2) % 12 + 1, gaps.language),
    "year": lambda gaps: str(gaps.today.year),
    "nextyear": lambda gaps: str(gaps.today.year + 1),
}


def money(cents: int) -> str:
    """Return an amount as it is written: "1.284,60 €"."""
    return f"{cents / 100:,.2f} €".translate(str.maketrans(",.", ".,"))


def _running(rng: Random, at: datetime, first: int, a_day: float) -> int:
    """Return a number as a counter would have given it out by then."""
    return first + int((at.timestamp() / 86_400 - 19_700) * a_day) + rng.randint(0, 60)


_CHOSEN: dict[str, Callable[[Random, datetime], str]] = {
    "order": lambda rng, at: str(_running(rng, at, 30_000, 19)),
    "invoice": lambda rng, at: f"{at.year}-{at.timetuple().tm_yday * 4 + rng.randint(1, 80):04d}",
    "note": lambda rng, at: f"L-{_running(rng, at, 61_000, 17)}",
    "po": lambda rng, at: f"B{_running(rng, at, 7_000, 9)}",
    "charge": lambda rng, at: str(_running(rng, at, 1_200, 1)),
    "tracking": lambda rng, at: f"TA {rng.randint(100, 999)} {rng.randint(1000, 9999)}",
    "drawing": lambda rng, at: f"Z-{rng.randint(38_000, 42_999)}",
    "cost": lambda rng, at: str(rng.randint(41, 69) * 100 + rng.randint(1, 40)),
    "code": lambda rng, at: str(rng.randint(11, 97)),
    "amount": lambda rng, at: money(rng.randint(60_000, 1_800_000)),
    "small": lambda rng, at: money(rng.randint(1_850, 48_000)),
    "kr": lambda rng, at: rng.choice(("KR-60", "KR-80", "KR-110", "KR-140", "KR-200")),
    "kg": lambda rng, at: rng.choice(("KG-180", "KG-240", "KG-320", "KG-450")),
    "br": lambda rng, at: rng.choice(("BR-12", "BR-25", "BR-40")),
    "fu": lambda rng, at: rng.choice(("FU-7", "FU-12", "FU-22", "FU-37")),
    "ps": lambda rng, at: rng.choice(("PS-3", "PS-4", "PS-8")),
    "dg": lambda rng, at: rng.choice(("DG-3", "DG-5")),
    "qty": lambda rng, at: rng.choice(_MANY),
    "mm": lambda rng, at: rng.choice(("38", "42", "48", "55", "60", "75")),
    "temp": lambda rng, at: str(rng.randint(64, 92)),
    "plant": lambda rng, at: str(rng.randint(1, 6)),
    "hall": lambda rng, at: str(rng.randint(1, 3)),
    "gate": lambda rng, at: str(rng.randint(1, 6)),
    "nr": lambda rng, at: str(rng.randint(3, 28)),
    "rev": lambda rng, at: rng.choice("BCDEF"),
    "weeks": lambda rng, at: str(rng.randint(3, 6)),
    "city": lambda rng, at: rng.choice(_CITIES),
}
