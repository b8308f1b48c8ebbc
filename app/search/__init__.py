"""Search: an index of folded words, and the query language of lists and exports."""

from app.search.index import Index
from app.search.query import Query
from app.search.results import TEXT, Hit, Indexed, Results, Source

__all__ = ["TEXT", "Hit", "Index", "Indexed", "Query", "Results", "Source"]
