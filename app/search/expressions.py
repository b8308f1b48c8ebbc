"""From words to the MATCH expressions of SQLite's full-text search (FTS5).

Only folded forms, which hold nothing but letters and digits, are ever written into an expression,
and each stands between quotation marks: no query can reach FTS5's own syntax.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice, product

from app.search.words import Term, Variant, Words

NEAR = 64
"""How many words apart terms may stand to be ranked as being together."""

_MOST_NEAR = 8


def is_single(term: Term) -> bool:
    """Whether a term is looked for word by word, so that no places of words are needed."""
    return all(len(variant.forms) == 1 for variant in term.widest)


def every(
    wanted: Iterable[Term], unwanted: Iterable[Term], *, begun: bool = True, ranked: bool = False
) -> str:
    """All of ``wanted`` and none of ``unwanted``; ``begun`` lets open terms match longer words.

    ``ranked`` names the whole word beside its beginning, so that it counts twice in the ranking.
    """
    expression = " AND ".join(_any(term, begun, twice=ranked) for term in wanted)
    without = " OR ".join(_any(term, begun=False) for term in unwanted)
    return f"({expression}) NOT ({without})" if without else expression


def near(words: Words, *, begun: bool) -> str:
    """All wanted terms near to each other; empty where there are not two."""
    if len(words.wanted) < 2:
        return ""
    choices = islice(product(*(term.widest for term in words.wanted)), _MOST_NEAR)
    rows = (" ".join(_quoted(variant, begun) for variant in choice) for choice in choices)
    expression = " OR ".join(f"NEAR({row}, {NEAR})" for row in rows)
    without = " OR ".join(_any(term, begun=False) for term in words.unwanted)
    return f"({expression}) NOT ({without})" if without else expression


def _any(term: Term, begun: bool, *, twice: bool = False) -> str:
    parts = [_anywhere(variant, begun) for variant in term.widest]
    if begun and twice:
        parts += [_anywhere(variant, begun=False) for variant in term.widest if variant.begun]
    return f"({' OR '.join(parts)})"


def _anywhere(variant: Variant, begun: bool) -> str:
    quoted = _quoted(variant, begun)
    # Other readings are kept apart and out of order, where no phrase can stand.
    return f"{{fields body}} : {quoted}" if len(variant.forms) > 1 else quoted


def _quoted(variant: Variant, begun: bool) -> str:
    words = " ".join(variant.forms)
    return f'"{words}" *' if begun and variant.begun else f'"{words}"'
