"""Finding cases by their words: what is stored, how a query is read, how it is looked for."""

from kundenkreis.cases.search.find import holds, newest
from kundenkreis.cases.search.vector import refresh
from kundenkreis.cases.search.words import Terms, terms

__all__ = ["Terms", "holds", "newest", "refresh", "terms"]
