"""Reading event logs row by row, however long they are: CSV and XES, plain or gzipped."""

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

Row = dict[str, str]
LARGEST_FIELD = 1_000_000
_CHUNK = 1 << 16


class UnreadableError(ValueError):
    """The log cannot be read on; the message says where it broke off and why."""


def rows_of(path: Path, delimiter: str, encoding: str) -> Iterator[tuple[int, Row]]:
    """Yield (place, row) for every event; the place is a line in CSV and the number of the event in XES."""
    name = path.name.lower().removesuffix(".gz")
    if not name.endswith((".csv", ".xes")):
        raise UnreadableError(f"{path.name} is neither .csv nor .xes (also with .gz).")
    with _open(path) as file:
        yield from _xes(file) if name.endswith(".xes") else _csv(file, delimiter, encoding)


def _open(path: Path) -> IO[bytes]:
    return cast(IO[bytes], gzip.open(path)) if path.name.lower().endswith(".gz") else path.open("rb")


def _csv(file: IO[bytes], delimiter: str, encoding: str) -> Iterator[tuple[int, Row]]:
    csv.field_size_limit(LARGEST_FIELD)
    reader = csv.DictReader(_lines(file, encoding), delimiter=delimiter, restval="")
    try:
        for row in reader:
            yield reader.line_num, {key: value.strip() for key, value in row.items() if isinstance(key, str)}
    except (csv.Error, EOFError, OSError) as error:
        raise UnreadableError(f"Line {reader.line_num + 1} cannot be read: {error}") from error


def _lines(file: IO[bytes], encoding: str) -> Iterator[str]:
    """Decode line by line, so that a wrong encoding is found with its line."""
    for number, line in enumerate(file, start=1):
        try:
            yield line.decode(encoding).replace("\x00", "")
        except UnicodeDecodeError as error:
            raise UnreadableError(f"Line {number} is not {encoding}. Please set [log] encoding.") from error


def _xes(file: IO[bytes]) -> Iterator[tuple[int, Row]]:
    """Yield the events of an XES log. Attributes of a trace are named `case:…`, as in flattened logs."""
    place = 0
    try:
        for trace in _traces(file):
            shared = {f"case:{key}": value for key, value in _attributes(trace).items()}
            for event in trace.iterfind("event"):
                place += 1
                yield place, {**shared, **_attributes(event)}
    except (ParseError, EOFError, OSError) as error:
        raise UnreadableError(f"After event {place} the file is no valid XES: {error}") from error


def _traces(file: IO[bytes]) -> Iterator[Element]:
    """Yield one trace after the other and forget it. A log has no use for entities, so none are allowed."""
    parser: XMLPullParser[Element] = XMLPullParser(events=("start", "end"))
    root: Element | None = None
    while chunk := file.read(_CHUNK):
        if b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk:
            raise UnreadableError(
                "The file defines its own entities, which an event log does not need. It is not read."
            )
        parser.feed(chunk)
        for kind, element in cast("Iterator[tuple[str, Element]]", parser.read_events()):
            element.tag = element.tag.rpartition("}")[2]
            if root is None:
                root = element
            if kind == "end" and element.tag == "trace":
                yield element
                root.clear()
    parser.close()


def _attributes(element: Element) -> Row:
    return {child.get("key", ""): child.get("value", "") for child in element if child.tag not in ("event", "trace")}
