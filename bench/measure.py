"""Measure the pages of one database."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from statistics import quantiles
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import company
from bench.pages import Asks, Page, pages
from bench.serve import Answer, Browser, Running, running
from kundenkreis.people.models import Person

# One at a time: what is measured is the work of an answer, not the waiting of several for two cores.
CLIENTS, WARM, ROUNDS = 1, 60, 6


def measure(data: Path, size: int) -> dict[str, Any]:
    """Return the figures by page: ms, requests a second, statements; and the MB of a web process."""
    measured = pages(size)
    with running(data) as served:
        figures = {page.name: _measure(page, served) for page in measured}
        resident, proportional = served.memory()
    for page in measured:
        figures[page.name]["statements"] = _statements(page)
    return {"resident_mb": resident, "proportional_mb": proportional, "pages": figures}


def _measure(page: Page, served: Running) -> dict[str, float]:
    """Ask for one page until everything is warm, then in rounds.

    Of the processor time the cheapest round counts, which other load on the
    machine disturbs least; answering times are those of all rounds.
    """
    browsers = [Browser(served.port).sign_in(page.who, company.PASSWORD) for _ in range(CLIENTS)]
    numbers = count()
    _drive(page.ask, browsers, numbers, WARM)
    each = page.times // ROUNDS
    rounds, times = [], []
    begin = time.perf_counter()
    for _ in range(ROUNDS):
        before = served.cost()
        times += _drive(page.ask, browsers, numbers, each)
        after = served.cost()
        rounds.append(((after.web - before.web) / each * 1e3, (after.database - before.database) / each * 1e3))
    length = time.perf_counter() - begin
    page.confirm(WARM + each * ROUNDS)
    web, database = min(rounds, key=sum)
    cuts = quantiles(times, n=100)
    figures = {"cpu": web + database, "web": web, "database": database, "per_second": each * ROUNDS / length}
    figures |= {"p50": cuts[49] * 1e3, "p95": cuts[94] * 1e3, "p99": cuts[98] * 1e3}
    print(f"  {page.name:7}" + "".join(f"{name} {value:7.2f}  " for name, value in figures.items()), flush=True)
    return figures


def _drive(ask: Callable[[Asks, int], None], browsers: list[Browser], numbers: "count[int]", times: int) -> list[float]:
    """Ask so often, shared between the browsers; returns the seconds of each answer."""

    def one(browser: Browser) -> list[float]:
        seconds = []
        for _ in range(times // len(browsers)):
            begin = time.perf_counter()
            ask(browser, next(numbers))
            seconds.append(time.perf_counter() - begin)
        return seconds

    with ThreadPoolExecutor(len(browsers)) as pool:
        return [second for found in pool.map(one, browsers) for second in found]


class _Inside:
    """Asks inside this process, where statements can be counted."""

    def __init__(self, email: str) -> None:
        self._client = Client(SERVER_NAME="localhost")
        self._client.force_login(Person.objects.get(email=email))

    def get(self, path: str) -> Answer:
        return self._answer(self._client.get(path))

    def post(self, path: str, fields: dict[str, object]) -> Answer:
        return self._answer(self._client.post(path, fields))

    def _answer(self, answer: Any) -> Answer:
        return Answer(answer.status_code, answer.headers.get("Location", ""), answer.content.decode())


def _statements(page: Page) -> int:
    """Return how many SQL statements a warm page takes, begin and commit included."""
    who = _Inside(page.who)
    page.ask(who, 100_000)
    with CaptureQueriesContext(connection) as captured:
        page.ask(who, 100_001)
    return len(captured)
