"""Days on which a calendar does not open: public holidays of a Bundesland and a company's closing days.

The facts come from the package `holidays` (MIT), which covers Germany from
1991 to 2100 with the one-off days (Reformation Day 2017 everywhere; Berlin
8 May 2020, 8 May 2025 and 17 June 2028). 24 and 31 December are working
days by law; a company that closes then says so by closing days.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from types import MappingProxyType

STATES: Mapping[str, str] = MappingProxyType(
    {
        "BW": "Baden-Württemberg",
        "BY": "Bayern",
        "BE": "Berlin",
        "BB": "Brandenburg",
        "HB": "Bremen",
        "HH": "Hamburg",
        "HE": "Hessen",
        "MV": "Mecklenburg-Vorpommern",
        "NI": "Niedersachsen",
        "NW": "Nordrhein-Westfalen",
        "RP": "Rheinland-Pfalz",
        "SL": "Saarland",
        "SN": "Sachsen",
        "ST": "Sachsen-Anhalt",
        "SH": "Schleswig-Holstein",
        "TH": "Thüringen",
    }
)

OPTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "mariae-himmelfahrt": ("BY",),
        "augsburg": ("BY",),
        "fronleichnam": ("SN", "TH"),
    }
)
"""Holidays that hold in part of a state only, and the states that have them.

`mariae-himmelfahrt` is 15 August in the mainly Catholic municipalities of
Bavaria, `augsburg` is 8 August in that city, `fronleichnam` is Corpus Christi
in some municipalities of Saxony and Thuringia. One option is one day: an
office in Augsburg, where 15 August is a holiday as well, takes both.
"""

_LANGUAGES = {"de": "de", "en": "en_US"}


@dataclass(frozen=True)
class DaysOff:
    """When a calendar stays closed although its week says open. Wrong names raise ValueError."""

    state: str | None = None
    closings: frozenset[date] = frozenset()
    options: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.state is not None and self.state not in STATES:
            raise ValueError(f"Unknown state {self.state!r}; known are {', '.join(sorted(STATES))}")
        for option in sorted(self.options):
            _check_option(option, self.state)

    def holidays(self, year: int, language: str = "de") -> Mapping[date, str]:
        """Return the public holidays of a year with their names in German ("de") or English ("en")."""
        if language not in _LANGUAGES:
            raise ValueError(f'Holidays have names in "de" and "en", not in {language!r}')
        if self.state is None:
            return {}
        return _holidays(self.state, self.options, year, _LANGUAGES[language])

    def in_year(self, year: int) -> frozenset[date]:
        """Return every day off of a year, holidays and closing days."""
        return frozenset(self.holidays(year)) | {day for day in self.closings if day.year == year}


def read_closings(closings: Iterable[date]) -> frozenset[date]:
    """Return closing days as a set; a text or a moment is not a day (ValueError)."""
    days = tuple(closings)
    for day in days:
        if isinstance(day, datetime) or not isinstance(day, date):
            raise ValueError(f"Closing days are dates, this is none: {day!r}")
    return frozenset(days)


def read_options(options: Iterable[str]) -> frozenset[str]:
    """Return option names as a set; a single text is not a list of names (ValueError)."""
    if isinstance(options, str):
        raise ValueError(f"Options are a list of names, not one text: {options!r}")
    return frozenset(options)


def _check_option(option: str, state: str | None) -> None:
    if option not in OPTIONS:
        raise ValueError(f"Unknown option {option!r}; known are {', '.join(sorted(OPTIONS))}")
    if state not in OPTIONS[option]:
        raise ValueError(f"The option {option!r} belongs to {' and '.join(OPTIONS[option])}, not to {state}")


@lru_cache(maxsize=4096)
def _holidays(state: str, options: frozenset[str], year: int, language: str) -> Mapping[date, str]:
    """Ask the package; a year costs 0.15 ms, the first one loads the package, which takes up to half a second."""
    from holidays.countries.germany import Germany

    days: dict[date, str] = dict(Germany(subdiv=state, years=year, language=language))
    if "augsburg" in options:
        peace_festival = date(year, 8, 8)
        city = Germany(subdiv="Augsburg", years=year, language=language)
        days.update({peace_festival: city[peace_festival]} if peace_festival in city else {})
    if options - {"augsburg"}:
        # The package keeps the days of mainly Catholic municipalities apart from those of the state.
        days |= dict(Germany(subdiv=state, years=year, language=language, categories=("catholic",)))
    return MappingProxyType(days)
