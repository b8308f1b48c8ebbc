"""The JSON shapes of the verbs for versions of texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.library.shapes import Shape, highlight_shape, note_shape, placing_shape

if TYPE_CHECKING:
    from app.library.effects import Comparison, FactEffect, MarkEffect
    from app.library.textversions import Orphan, Renewed
    from app.model import Block, Highlight, TextVersion
    from app.text.difference import Pair


def version_shape(version: TextVersion) -> Shape:
    """One version of a text."""
    return {
        "number": version.number,
        "text": version.text_id,
        "came": version.came,
        "why": version.why.value,
        "extractor": version.extractor,
        "original": version.original,
        "original_name": version.original_name,
        "current": version.current,
    }


def renewed_shape(renewed: Renewed) -> Shape:
    """One line of `reread`, and the answer of what makes a version current."""
    return {
        "id": renewed.document.id,
        "key": renewed.document.key,
        "title": renewed.document.title,
        "status": renewed.status,
        "version": version_shape(renewed.version) if renewed.version else None,
        "placed": renewed.placed,
        "to_check": renewed.to_check,
        "orphans": renewed.orphans,
        "error": renewed.error.as_dict() if renewed.error else None,
    }


def orphan_shape(orphan: Orphan) -> Shape:
    """A highlight without a place in the present text, as it was made."""
    return {
        **highlight_shape(orphan.highlight),
        "prefix": orphan.highlight.prefix,
        "suffix": orphan.highlight.suffix,
        "notes": [note_shape(note) for note in orphan.notes],
    }


def comparison_shape(comparison: Comparison) -> Shape:
    """Two versions beside each other; ``blocks`` without those that are the same."""
    return {
        "id": comparison.document.id,
        "key": comparison.document.key,
        "older": version_shape(comparison.older),
        "newer": version_shape(comparison.newer),
        "blocks": [
            _pair(pair) for pair in comparison.pairs if pair.kind.value != "same" or pair.renumbered
        ],
        "highlights": [_effect(effect) for effect in comparison.marks],
        "facts": [_fact(fact) for fact in comparison.facts],
        "fields": [_fact(fact) for fact in comparison.fields],
    }


def _pair(pair: Pair) -> Shape:
    return {
        "change": pair.kind.value,
        "old": _block(pair.old),
        "new": _block(pair.new),
        "words": [[run.kind.value, run.words] for run in pair.runs],
    }


def _block(block: Block | None) -> Shape | None:
    if block is None:
        return None
    return {
        "kind": block.kind.value,
        "start": block.start,
        "end": block.end,
        "paragraph": block.paragraph,
        "section": list(block.section),
    }


def _effect(effect: MarkEffect) -> Shape:
    return {
        "id": effect.highlight.id,
        "effect": effect.fate.value,
        "exact": effect.highlight.exact,
        "before": _place(effect.before),
        "after": _place(effect.after),
        **placing_shape(effect.placing),
    }


def _place(highlight: Highlight | None) -> Shape | None:
    if highlight is None:
        return None
    return {
        "start": highlight.start,
        "end": highlight.end,
        "exact": highlight.exact,
        "paragraph": highlight.locator.paragraph,
        "page": highlight.locator.page,
    }


def _fact(fact: FactEffect) -> Shape:
    return {"label": fact.label, "before": fact.before, "after": fact.after}
