"""Reads statements straight into NumPy columns.

An evaluation of a million cases would make some ten million Python numbers
of its rows. PostgreSQL's binary COPY has a fixed width for numbers that are
never null, so its stream is a buffer that NumPy understands.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection
from psycopg import ClientCursor

Integers = npt.NDArray[np.signedinteger[Any]]
Columns = dict[str, Integers]

_HEADER, _TRAILER = 19, 2
_BLOCK = 1 << 16
"""Rows decoded at once: the stream is never held as a whole."""
_WIDE: Mapping[str, npt.DTypeLike] = {}


def integer_columns(
    select: str, names: Sequence[str], parameters: Mapping[str, Any], narrow: Mapping[str, npt.DTypeLike] = _WIDE
) -> Columns:
    """Run a SELECT and return the named columns as arrays of one length.

    All of them must be integers and never null; `parameters` are bound by
    name, as in `cursor.execute`. Columns are int64, or of the smaller type
    that `narrow` names. Raises ValueError where a null turned up.
    """
    blocks = [
        {name: block[name].astype(narrow.get(name, np.int64)) for name in names}
        for block in _blocks(select, names, parameters)
    ]
    return {name: np.concatenate([block[name] for block in blocks]) for name in names}


def _blocks(select: str, names: Sequence[str], parameters: Mapping[str, Any]) -> Iterator[npt.NDArray[np.void]]:
    """Yield the rows a part at a time. The connection is busy until the last one has been taken."""
    casts = ", ".join(f"{name}::int8" for name in names)
    statement = f"copy (select {casts} from ({select}) found) to stdout (format binary)"
    row = _layout(names)
    size, skipped, buffer = _BLOCK * row.itemsize, _HEADER, bytearray()
    with connection.cursor() as cursor:
        # COPY takes no parameters on the server's side, so psycopg writes them into the statement.
        bound = ClientCursor(cursor.connection).mogrify(statement, parameters)
        with cursor.copy(bound) as copy:
            for piece in copy:
                buffer += piece
                if len(buffer) >= skipped + size:
                    yield np.frombuffer(buffer, row, _BLOCK, skipped)
                    buffer, skipped = buffer[skipped + size :], 0
    rows, rest = divmod(len(buffer) - skipped - _TRAILER, row.itemsize)
    if rest:
        raise ValueError("a column holds a null")
    yield np.frombuffer(buffer, row, rows, skipped)


def _layout(names: Sequence[str]) -> np.dtype[Any]:
    """Return a row of the stream: number of fields (2 bytes), then for each its length (4) and value (8)."""
    parts = [("fields", ">i2")]
    for name in names:
        parts += [(f"{name}_size", ">i4"), (name, ">i8")]
    return np.dtype(parts)
