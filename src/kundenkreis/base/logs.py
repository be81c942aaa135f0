"""Log lines with fields: JSON for machines, plain text for a terminal."""

from typing import Any

import structlog


def log_settings(level: str, style: str) -> dict[str, Any]:
    """Django's `LOGGING`: one line an event on standard error.

    `style` is `json` or `text`. Lines of the standard library (Django,
    Procrastinate) get the same fields as our own. Values bound with
    `structlog.contextvars` appear on every line.
    """
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    last = structlog.processors.JSONRenderer() if style == "json" else structlog.dev.ConsoleRenderer(colors=False)
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
            }
        },
        "handlers": {"standard error": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["standard error"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            # Reports every start, every task it knows and every look at the clock.
            "procrastinate": {"level": "WARNING"},
        },
    }
