"""Places for tests of the order, without a database."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

START = datetime(2026, 11, 17, 8, tzinfo=UTC)


@dataclass(frozen=True)
class Standing:
    """A place, and beside it a label that the order must not see."""

    case_id: int
    due_at: datetime
    received_at: datetime = START
    parked: bool = False
    type_id: int = 1
    label: str = "internal"


def minutes(most: int) -> st.SearchStrategy[timedelta]:
    return st.integers(0, most).map(lambda n: timedelta(minutes=n))


@st.composite
def standings(draw: st.DrawFn, most: int = 12) -> list[Standing]:
    """Places with different numbers; few different moments, so that ties happen."""
    ids = draw(st.lists(st.integers(1, 99), unique=True, max_size=most))
    return [
        Standing(
            case_id=number,
            due_at=START + draw(minutes(5)),
            received_at=START - draw(minutes(5)),
            parked=draw(st.booleans()),
            type_id=draw(st.integers(1, 3)),
            label=draw(st.sampled_from(["internal", "external"])),
        )
        for number in ids
    ]
