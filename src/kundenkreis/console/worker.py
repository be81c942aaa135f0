"""The worker: does the jobs that steps have queued."""

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING

from kundenkreis.console.house import open_house
from kundenkreis.console.parent import end_with_parent

log = logging.getLogger("kundenkreis.worker")

if TYPE_CHECKING:
    import procrastinate

# Seconds. A worker signs every 10 s; after three missed signatures its jobs go back into the queue.
HEARTBEAT = 10.0
SILENT_AFTER = 30.0
PATIENCE_AT_STOP = 20.0


def work(*, concurrency: int, until_parent_ends: bool) -> None:
    """Work until stopped; running jobs are finished first. A parent has looked at the database already."""
    with open_house():
        from django.db import connections

        from kundenkreis.console.migrate import require_current

        if until_parent_ends:
            end_with_parent()
        else:
            require_current()
        connections.close_all()
        asyncio.run(_work(concurrency))


async def _work(concurrency: int) -> None:
    from procrastinate.contrib.django import app

    own = app.connector.get_worker_connector()  # type: ignore[attr-defined]
    with app.replace_connector(own) as worker_app:
        async with worker_app.open_async():
            rescue = asyncio.create_task(_rescue(worker_app))
            try:
                await worker_app.run_worker_async(
                    concurrency=concurrency,
                    delete_jobs="successful",
                    update_heartbeat_interval=HEARTBEAT,
                    stalled_worker_timeout=SILENT_AFTER,
                    shutdown_graceful_timeout=PATIENCE_AT_STOP,
                )
            finally:
                rescue.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await rescue


async def _rescue(worker_app: "procrastinate.App") -> None:
    """Put the jobs of workers that fell silent back into the queue."""
    from procrastinate.exceptions import ConnectorException

    while True:
        try:
            for job in await worker_app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_AFTER):
                await worker_app.job_manager.retry_job(job)
        except ConnectorException as error:
            log.warning("stalled jobs cannot be looked for", extra={"reason": str(error)})
        await asyncio.sleep(HEARTBEAT)
