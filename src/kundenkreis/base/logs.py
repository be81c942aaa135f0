"""Log lines with fields: JSON for machines, plain text for a terminal."""

import json
import logging
from datetime import UTC, datetime
from typing import Any

# What every record has anyway; whatever else it carries was given by `extra`.
_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


def fields_of(record: logging.LogRecord) -> dict[str, Any]:
    """Time, level, logger and event, then what came by `extra`, then the traceback if there is one."""
    fields: dict[str, Any] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "logger": record.name,
        "event": record.getMessage(),
    }
    fields |= {name: value for name, value in vars(record).items() if name not in _OWN}
    if record.exc_info:
        fields["traceback"] = logging.Formatter().formatException(record.exc_info)
    return fields


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Values JSON does not know are written as text."""
        return json.dumps(fields_of(record), default=str, ensure_ascii=False)


class TextLines(logging.Formatter):
    """The same for people; a traceback has its own lines."""

    def format(self, record: logging.LogRecord) -> str:
        """Time, level, logger and event first, then name=value."""
        fields = fields_of(record)
        traceback = fields.pop("traceback", "")
        first = "{time} {level:<7} {logger}: {event}".format(**fields)
        rest = [f"{name}={value}" for name, value in list(fields.items())[4:]]
        return "\n".join(filter(None, [" ".join([first, *rest]), traceback]))


def log_settings(level: str, style: str) -> dict[str, Any]:
    """Django's `LOGGING`: one line an event on standard error. `style` is `json` or `text`."""
    lines = JsonLines if style == "json" else TextLines
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": lines}},
        "handlers": {"standard error": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["standard error"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            # Reports every start, every task it knows and every look at the clock.
            "procrastinate": {"level": "WARNING"},
            # The server's own words, in the same shape.
            "_granian": {"handlers": [], "level": "WARNING", "propagate": True},
        },
    }
