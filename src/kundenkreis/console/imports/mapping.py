"""The mapping file: which column means what, and which activity is which act."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kundenkreis.base.text import one_line

ACTS = (
    *("open", "take", "reply", "question", "hear", "note", "hand_over", "solve", "refuse", "close"),
    *("confirm", "reopen", "withdraw", "ignore"),
)
CLASSES = ("internal", "external")
URGENCIES = ("low", "normal", "high", "urgent")
NEEDED = ("case", "activity", "time")
MOST_NAME = 80
_LOG = {"name", "zone", "delimiter", "encoding"}
_PLAIN = ("case", "activity", "time", "resource", "customer", "organisation", "subject")
_VALUED = ("class", "type", "team", "urgency")
_TABLES = {"log", "columns", "values", "activities", "targets", "hours"}


class MappingError(ValueError):
    """The mapping file cannot be used; the message names the place and what to write there."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value comes from: a column, its values translated, or one value for every case."""

    column: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    default: str = ""

    def of(self, row: Mapping[str, str]) -> str:
        """Return the value of a row; an empty or unknown one becomes the default."""
        found = row.get(self.column, "").strip() if self.column else ""
        if self.values:
            return self.values.get(found, self.default)
        return found or self.default


@dataclass(frozen=True, slots=True)
class LogMapping:
    """Everything a mapping file says, checked."""

    name: str
    zone: ZoneInfo
    delimiter: str
    encoding: str
    columns: Mapping[str, str]
    sources: Mapping[str, Source]
    activities: Mapping[str, tuple[str, ...]]
    default: tuple[str, ...]
    targets: Mapping[str, Any]
    hours: Mapping[str, Any]

    def acts(self, activity: str) -> tuple[str, ...]:
        """Return the acts of an activity."""
        return self.activities.get(activity, self.default)


def read_mapping(path: Path) -> LogMapping:
    """Read a mapping file. Raises MappingError, or OSError if it cannot be opened."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:  # not only TOMLDecodeError: see numbers of thousands of digits
        raise MappingError(f"{path.name} is no TOML file: {error}") from error
    _only(table, _TABLES, "the mapping file")
    log, columns = _table(table, "log", _LOG), _table(table, "columns", {*_PLAIN, *_VALUED})
    for needed in NEEDED:
        if not columns.get(needed):
            raise MappingError(f"[columns] needs {needed}.")
    for name, column in columns.items():
        if not isinstance(column, str):
            raise MappingError(f"[columns] {name} has to be the name of a column in quotes.")
    values = _table(table, "values", set(_VALUED))
    activities = _table(table, "activities", None)
    return LogMapping(
        name=_name(str(log.get("name") or path.stem)),
        zone=_zone(str(log.get("zone", "UTC"))),
        delimiter=_delimiter(str(log.get("delimiter", ","))),
        encoding=_encoding(str(log.get("encoding", "utf-8-sig"))),
        columns={name: str(columns[name]) for name in _PLAIN if name in columns},
        sources={name: _source(name, columns.get(name, ""), values.get(name, {})) for name in _VALUED},
        activities={name: _acts(name, acts) for name, acts in activities.items() if name != "default"},
        default=_acts("default", activities.get("default", "note")),
        targets=_table(table, "targets", set(URGENCIES)),
        hours=_table(table, "hours", None),
    )


def _only(table: Mapping[str, Any], known: set[str], where: str) -> None:
    unknown = sorted(set(table) - known)
    if unknown:
        raise MappingError(f"{where}: {', '.join(unknown)} is not known. Known are: {', '.join(sorted(known))}.")


def _table(table: Mapping[str, Any], key: str, known: set[str] | None) -> Mapping[str, Any]:
    found = table.get(key, {})
    if not isinstance(found, Mapping):
        raise MappingError(f"[{key}] has to be a table.")
    if known is not None:
        _only(found, known, f"[{key}]")
    return found


def _name(text: str) -> str:
    """Teams and kinds of requests are called by it where the log names none."""
    name = one_line(text, MOST_NAME + 1)
    if not 0 < len(name) <= MOST_NAME:
        raise MappingError(f"[log] name: please write a name of at most {MOST_NAME} characters.")
    return name


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise MappingError(
            f"[log] zone: there is no time zone {name}. Please write one such as Europe/Berlin."
        ) from error


def _delimiter(text: str) -> str:
    if len(text) != 1 or text in '\r\n"\x00':
        raise MappingError("[log] delimiter has to be one character, such as a comma, a semicolon or a tabulator.")
    return text


def _encoding(name: str) -> str:
    """Return an encoding in which a line ends with one byte; logs are read line by line."""
    try:
        fits = b"a\n".decode(name) == "a\n"
    except (LookupError, ValueError):
        fits = False
    if not fits:
        raise MappingError(f"[log] encoding: {name} cannot be read. Please save the log as utf-8.")
    return name


def _source(name: str, column: Any, values: Any) -> Source:
    """A column name; or `=word` for one value of every case. `[values.NAME]` translates, with a default."""
    if not isinstance(values, Mapping):
        raise MappingError(f"[values.{name}] has to be a table.")
    words = {str(k): str(v) for k, v in values.items() if k != "default"}
    default = str(values.get("default", ""))
    text = str(column)
    source = Source("", {}, text[1:]) if text.startswith("=") else Source(text, words, default)
    allowed = {"class": CLASSES, "urgency": URGENCIES}.get(name)
    if allowed:
        _check_words(name, source, allowed)
    return source


def _check_words(name: str, source: Source, allowed: tuple[str, ...]) -> None:
    for word in (*source.values.values(), source.default):
        if word and word not in allowed:
            raise MappingError(f"[values.{name}]: {word} has to be one of {', '.join(allowed)}.")


def _acts(activity: str, given: Any) -> tuple[str, ...]:
    acts = tuple(str(act) for act in (given if isinstance(given, list) else [given]))
    for act in acts:
        if act not in ACTS:
            raise MappingError(f"[activities] {activity}: {act} is not known. Known are: {', '.join(ACTS)}.")
    return acts
