"""Reads statements straight into NumPy columns.

An evaluation of a million cases would make some ten million Python numbers
of its rows. PostgreSQL's binary COPY has a fixed width for numbers that are
never null, so a whole result is one buffer that NumPy understands.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection
from psycopg import ClientCursor

Integers = npt.NDArray[np.int64]

_HEADER, _TRAILER = 19, 2


def integer_columns(select: str, names: Sequence[str], parameters: Mapping[str, Any]) -> dict[str, Integers]:
    """Run a SELECT and return the named columns as int64 arrays of one length.

    All of them must be integers and never null; `parameters` are bound by
    name, as in `cursor.execute`. Raises ValueError where a null turned up.
    """
    casts = ", ".join(f"{name}::int8" for name in names)
    statement = f"copy (select {casts} from ({select}) found) to stdout (format binary)"
    buffer = bytearray()
    with connection.cursor() as cursor:
        # COPY takes no parameters on the server's side, so psycopg writes them into the statement.
        bound = ClientCursor(cursor.connection).mogrify(statement, parameters)
        with cursor.copy(bound) as copy:
            for piece in copy:
                buffer += piece
    return _decoded(buffer, names)


def _decoded(buffer: bytearray, names: Sequence[str]) -> dict[str, Integers]:
    """Take a row as: number of fields (2 bytes), then for each its length (4) and value (8), big-endian."""
    layout = [("fields", ">i2")] + [part for name in names for part in ((f"{name}_size", ">i4"), (name, ">i8"))]
    row = np.dtype(layout)
    body = len(buffer) - _HEADER - _TRAILER
    if body % row.itemsize:
        raise ValueError("a column holds a null")
    rows = np.frombuffer(buffer, dtype=row, count=body // row.itemsize, offset=_HEADER)
    return {name: rows[name].astype(np.int64) for name in names}
