"""Fill a database of its own with as many cases as wanted: `python -m bench.fill 100000`.

A few thousand cases are played with the acts of the product and then
repeated in SQL. `truth.check` folds a sample of the repeated cases anew and
compares: the rows are those that the steps would have written.
"""

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

PIECE = 10_000
_ROOT = Path(__file__).resolve().parent.parent / "var" / "bench"
# While filling nothing needs to survive a power cut; afterwards the server runs with the product's own settings.
_FILLING = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
    "autovacuum": "off",
    "work_mem": "128MB",
    "maintenance_work_mem": "1GB",
    "checkpoint_timeout": "1h",
}


def use(count: int) -> Path:
    """Let this process and its children work with the database of a size. Returns the data folder."""
    data = _ROOT / str(count)
    os.environ.update(KUNDENKREIS_DATA=str(data), DJANGO_SETTINGS_MODULE="kundenkreis.settings")
    os.environ.pop("DATABASE_URL", None)
    return data


def fill(count: int) -> None:
    """Fill the database of a size unless it has been filled less than twelve hours ago."""
    data = use(count)
    done = data / "filled"
    if done.exists() and time.time() - done.stat().st_mtime < 12 * 3600:
        return
    from kundenkreis.console.postgres import Server

    begin = time.perf_counter()
    with Server(data, _FILLING).running():
        _prepare()
        _play_and_repeat(count)
    done.write_text(datetime.now(UTC).isoformat())
    print(f"{count:,} cases in {time.perf_counter() - begin:.0f} s", flush=True)


def _prepare() -> None:
    """Begin with empty tables, whatever an earlier run has left."""
    import django

    django.setup()
    from bench.repeat import execute
    from kundenkreis.console.migrate import bring_up_to_date

    execute("drop schema public cascade")
    execute("create schema public")
    bring_up_to_date(say=lambda _text: None)


def _play_and_repeat(count: int) -> None:
    from django.db import connections

    from bench import company, repeat, stories, truth
    from kundenkreis.flow.history import write
    from kundenkreis.people.models import Account

    now = datetime.now(UTC).replace(second=0, microsecond=0)
    company.build(now - timedelta(days=3 * 365))
    account = Account.objects.select_related("organisation", "person").get(person__email=company.requester(0))
    teller = stories.Teller(account, now)
    with _said("play"):
        write([*teller.closed(), *teller.open()], now)
    repeat.keep_played()
    with _said("plan"):
        repeat.plan(count, stories.CLOSED, stories.OPEN)
    tables = [model._meta.db_table for model in repeat.TABLES]
    requester = account.person_id
    with _said("cases, messages, facts, promises"):
        repeat.without_lesser_indexes(tables, lambda: _in_pieces(count, lambda a, b: _repeat(requester, a, b)), "^$")
    with _said("search"):
        repeat.execute("analyze")
        repeat.without_lesser_indexes(["cases_searchtext"], lambda: _in_pieces(count, _make_findable), "^$")
    repeat.execute("select setval(pg_get_serial_sequence('cases_case', 'id'), %s)", [count])
    repeat.let_go()
    with _said("vacuum"):
        repeat.execute("vacuum (analyze, freeze)")
    truth.check(count, now)
    connections.close_all()


def _repeat(requester: int, first: int, last: int) -> None:
    """Repeat the cases of some numbers, in one transaction; what they refer to is known to be there."""
    from django.db import transaction

    from bench import repeat

    with transaction.atomic():
        repeat.execute("set local session_replication_role = replica")
        for model in repeat.TABLES:
            repeat.execute(repeat.statement(model, requester), [first, last])


def _make_findable(first: int, last: int) -> None:
    from kundenkreis.cases.search import refresh

    refresh(range(first, last + 1))


def _in_pieces(count: int, work: Callable[[int, int], None]) -> None:
    """Do the work for all case numbers, two pieces at a time."""
    from django.db import connection

    def one(first: int) -> None:
        work(first, min(first + PIECE - 1, count))

    with ThreadPoolExecutor(2) as pool:
        for _done in pool.map(one, range(1, count + 1, PIECE)):
            pass
        for _closed in pool.map(lambda _no: connection.close(), range(2)):
            pass


@contextlib.contextmanager
def _said(what: str) -> Iterator[None]:
    begin = time.perf_counter()
    yield
    print(f"  {what}: {time.perf_counter() - begin:.1f} s", flush=True)


if __name__ == "__main__":
    fill(int(sys.argv[1]))
