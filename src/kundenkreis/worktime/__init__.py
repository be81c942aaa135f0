"""Working time: which moments count, and arithmetic on a clock that stands still when the team is off.

Pure: no database, no settings, no hidden clock. Moments come in as aware
datetimes of any zone and go out in UTC.
"""

from kundenkreis.worktime.calendar import Calendar
from kundenkreis.worktime.days_off import OPTIONS, STATES
from kundenkreis.worktime.office import office_hours

__all__ = ["OPTIONS", "STATES", "Calendar", "office_hours"]
