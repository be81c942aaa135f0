"""Finding cases by their words: what is stored, how a query is read, how it is looked for."""

from kundenkreis.cases.search.find import matching, newest
from kundenkreis.cases.search.vector import refresh
from kundenkreis.cases.search.words import Terms, terms

__all__ = ["Terms", "matching", "newest", "refresh", "terms"]
