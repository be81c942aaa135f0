"""Finding cases by their words: what is stored, how a query is read, how it is looked for."""

from kundenkreis.cases.search.vector import refresh

__all__ = ["refresh"]
