"""Jobs of the worker. Each may run twice and does its work once."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from kundenkreis.flow import answer, clock
from kundenkreis.teams.reference import refresh


@app.task(name="kundenkreis.flow.tasks.release", retry=5)
def release(reply_id: int) -> bool:
    """Let a held reply leave."""
    refresh()
    return answer.release(reply_id, datetime.now(UTC))


@app.periodic(cron="* * * * * */20")
@app.task(name="kundenkreis.flow.tasks.tick", queueing_lock="tick", lock="tick")
def tick(timestamp: int) -> None:
    """Announce what ran out of time, wake what rests, and release what was left lying."""
    refresh()
    clock.tick(datetime.now(UTC))
