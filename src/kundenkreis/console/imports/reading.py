"""Reading event logs row by row, however long they are: CSV and XES, plain or gzipped."""

import csv
import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from kundenkreis.console.imports.xes import UnusableXesError, XesReader

Row = dict[str, str]
LARGEST_FIELD = 1_000_000
LARGEST_LINE = 10 * LARGEST_FIELD
_CHUNK = 1 << 16
# What gzip says about a file that is cut off or damaged.
_BROKEN = (EOFError, OSError, zlib.error)


class UnreadableError(ValueError):
    """The log cannot be read on; the message says where it broke off and why."""


def rows_of(path: Path, delimiter: str, encoding: str) -> Iterator[tuple[int, Row]]:
    """Yield (place, row) for every event; the place is a line in CSV and the number of the event in XES."""
    if not is_xes(path) and not _plain(path).endswith(".csv"):
        raise UnreadableError(f"{path} is neither .csv nor .xes (also with .gz).")
    with _open(path) as file:
        yield from _xes(file) if is_xes(path) else _csv(file, delimiter, encoding)


def is_xes(path: Path) -> bool:
    """Whether a file is named as XES."""
    return _plain(path).endswith(".xes")


def _plain(path: Path) -> str:
    return path.name.lower().removesuffix(".gz")


def _open(path: Path) -> IO[bytes]:
    return cast(IO[bytes], gzip.open(path)) if path.name.lower().endswith(".gz") else path.open("rb")


def _csv(file: IO[bytes], delimiter: str, encoding: str) -> Iterator[tuple[int, Row]]:
    csv.field_size_limit(LARGEST_FIELD)
    reader = csv.DictReader(_lines(file, encoding), delimiter=delimiter, restval="")
    try:
        for row in reader:
            yield reader.line_num, {key: value.strip() for key, value in row.items() if isinstance(key, str)}
    except (csv.Error, *_BROKEN) as error:
        raise UnreadableError(f"Line {reader.line_num + 1} cannot be read: {error}") from error


def _lines(file: IO[bytes], encoding: str) -> Iterator[str]:
    """Decode line by line: a wrong encoding is found with its line, and a file without lines fills no memory."""
    number = 0
    while line := file.readline(LARGEST_LINE):
        number += 1
        if len(line) == LARGEST_LINE:
            raise UnreadableError(f"Line {number} is longer than {LARGEST_LINE} bytes. Is this a CSV file?")
        try:
            yield line.decode(encoding).replace("\x00", "")
        except UnicodeError as error:
            raise UnreadableError(f"Line {number} is not {encoding}. Please set [log] encoding.") from error


def _xes(file: IO[bytes]) -> Iterator[tuple[int, Row]]:
    """Yield the events of an XES log. Attributes of a trace are named `case:…`, as in flattened logs."""
    reader, place = XesReader(), 0
    try:
        while chunk := file.read(_CHUNK):
            for row in reader.feed(chunk):
                place += 1
                yield place, row
        reader.close()
    except (UnusableXesError, *_BROKEN) as error:
        raise UnreadableError(f"After event {place} the file is no valid XES: {error}") from error
