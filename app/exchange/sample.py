"""What the sample library says of itself wherever something of it goes."""

from __future__ import annotations

from collections.abc import Mapping

SAMPLE_REMARK = "teaching text – not a source"
"""What stands in every export of the sample, and in the note of what comes in from it."""

SAYS_SO = "teaching text written for Sourcebook"
"""Words that each of the sample's texts has in it; whoever imports one is known by them."""


def is_teaching(reference: Mapping[str, object]) -> bool:
    """Whether a reference says that it stands for a teaching text."""
    # BibLaTeX calls the field "annotation", which comes back as CSL's other word for a note.
    return any(SAMPLE_REMARK in str(reference.get(field, "")) for field in ("note", "annote"))


def remarked(reference: Mapping[str, object]) -> dict[str, object]:
    """The reference with the remark at the end of its note."""
    said = (reference.get("note"), SAMPLE_REMARK)
    return {**reference, "note": ". ".join(str(part) for part in said if part)}
