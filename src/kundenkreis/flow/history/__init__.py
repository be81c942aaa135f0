"""Whole histories of cases, played in memory and written in one go: for the demo company and for imports."""

from kundenkreis.flow.history.played import History
from kundenkreis.flow.history.store import BATCH, reserve, write

__all__ = ["BATCH", "History", "reserve", "write"]
