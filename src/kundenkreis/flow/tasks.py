"""Jobs of the worker. Each may run twice and does its work once."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from kundenkreis.flow import answer, clock
from kundenkreis.flow.settings.company import affected
from kundenkreis.flow.settings.company import recalendar as recalendar_case
from kundenkreis.people.sessions import SessionStore
from kundenkreis.promises.models import CalendarVersion
from kundenkreis.reports import actions as reports
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


@app.task(name="kundenkreis.flow.tasks.recalendar", retry=5)
def recalendar(version_id: int) -> int:
    """Let a new calendar run the clocks of what is owed; returns how many cases that concerned."""
    refresh()
    cases = affected(CalendarVersion.objects.select_related("team").get(pk=version_id))
    for case_id in cases:
        recalendar_case(case_id, datetime.now(UTC))
    return len(cases)


@app.periodic(cron="17 3 * * *")
@app.task(name="kundenkreis.flow.tasks.forget", queueing_lock="forget", lock="forget")
def forget(timestamp: int) -> None:
    """Remove, once a night, what the catalogue says is kept no longer, and sessions that have ended."""
    reports.forget(datetime.now(UTC))
    SessionStore.clear_expired()
