"""The class Django looks for in a database backend."""

import select
from collections.abc import Collection
from typing import Any

from django.db.backends.postgresql import base, features, operations

# The server counts the parameters of a statement in two bytes.
MOST_PARAMETERS = 65_535


class DatabaseFeatures(features.DatabaseFeatures):
    """Knows how many parameters a statement may have, now that they go to the server apart from it."""

    max_query_params = MOST_PARAMETERS


class DatabaseOperations(operations.DatabaseOperations):
    """Stores many objects in several statements where one would have too many parameters."""

    def bulk_batch_size(self, fields: Collection[Any], objs: Collection[Any]) -> int:
        """How many objects of so many fields one statement may hold."""
        return MOST_PARAMETERS // max(1, len(fields))


class DatabaseWrapper(base.DatabaseWrapper):
    """Notices without a statement that the server has closed a connection.

    Django asks `SELECT 1` at the beginning of every request. An idle
    connection has nothing to say, so when something can be read from it, it is
    the server's farewell, and the connection is made anew. That costs 2
    microseconds instead of 60. A server that vanished without a word is
    noticed by the first statement, as ever.
    """

    features_class = DatabaseFeatures
    ops_class = DatabaseOperations

    def is_usable(self) -> bool:
        """Whether the connection is there and silent."""
        if self.connection is None or self.connection.closed:
            return False
        look = select.poll()
        look.register(self.connection.fileno(), select.POLLIN)
        return not look.poll(0)
