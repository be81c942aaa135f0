"""Two years of requests, one after the other."""

from collections.abc import Iterator
from datetime import timedelta

from kundenkreis.console.demo_company import plots
from kundenkreis.console.demo_company.demand import Demand
from kundenkreis.console.demo_company.story import Story, Teller
from kundenkreis.flow.history import History

# What is not over by then would still be open; open requests are told by `open_cases.py`.
BEFORE_NOW = timedelta(minutes=45)


def past(teller: Teller, demand: Demand, count: int) -> Iterator[History]:
    """Yield about so many requests that came in and ended, with the parts other teams did, in the order of time."""
    for arrival in demand.arrivals(count):
        story = Story(teller, arrival)
        plots.choose(story)(story)
        if story.lasts_until() < teller.town.now - BEFORE_NOW:
            yield from whole(story.tell(teller.town.now))


def whole(history: History) -> Iterator[History]:
    """Yield a history and those of its parts."""
    yield history
    for part in history.parts:
        yield from whole(part)
