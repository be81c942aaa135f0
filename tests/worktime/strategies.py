"""Random calendars and moments for the property tests."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st

Windows = Mapping[int, list[tuple[str, str]]]

MINUTES_A_WEEK = 7 * 1440

# The first calendar with holidays loads their package, which takes longer than Hypothesis allows.
unhurried = settings(deadline=None)

# Summer time in both hemispheres, by half an hour (Lord Howe), at one minute past midnight (St John's),
# on a quarter of an hour (Kathmandu), backwards in Ramadan (Casablanca), with a skipped day (Apia).
TURNS = {
    "Europe/Berlin": ["2026-03-29", "2026-10-25"],
    "America/New_York": ["2026-03-08", "2026-11-01"],
    "America/St_Johns": ["2007-11-04", "2008-03-09"],
    "Australia/Lord_Howe": ["2026-04-04", "2026-10-03"],
    "Africa/Casablanca": ["2026-02-15", "2026-03-22"],
    "Africa/Sao_Tome": ["2018-01-01", "2019-01-01"],
    "Asia/Kathmandu": ["2026-01-01"],
    "Pacific/Apia": ["2011-12-30"],
}


def clock(minute: int) -> str:
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


@st.composite
def windows(draw: st.DrawFn, step: int = 15) -> Windows:
    """One to six windows a week on multiples of some minutes, apart or touching, over midnight or not."""
    points = draw(st.lists(st.integers(0, MINUTES_A_WEEK // step - 1), min_size=2, max_size=12, unique=True))
    turn = draw(st.integers(0, MINUTES_A_WEEK // step - 1)) * step
    points = sorted(point * step for point in points)
    week: dict[int, list[tuple[str, str]]] = {}
    for opens, closes in zip(points[::2], points[1::2], strict=False):
        length = min(closes - opens, 1440 - step)
        begin = (opens + turn) % MINUTES_A_WEEK
        week.setdefault(begin // 1440, []).append((clock(begin % 1440), clock(begin + length)))
    return week


@st.composite
def places(draw: st.DrawFn) -> tuple[str, datetime]:
    """A zone and a midnight in UTC near a day on which its clock is turned."""
    zone = draw(st.sampled_from(sorted(TURNS)))
    day = datetime.fromisoformat(draw(st.sampled_from(TURNS[zone]))).replace(tzinfo=UTC)
    return zone, day + timedelta(days=draw(st.integers(-3, 1)))


def moments() -> st.SearchStrategy[datetime]:
    """Any microsecond of about three years."""
    return st.datetimes(datetime(2025, 6, 1), datetime(2028, 6, 1), timezones=st.just(UTC))


def durations() -> st.SearchStrategy[timedelta]:
    """Any work up to 60 hours, which a quarter of an hour a week holds in five years."""
    return st.timedeltas(timedelta(0), timedelta(hours=60))
