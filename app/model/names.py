"""How the parts of a person's name stand together."""

from __future__ import annotations

_JOINED = ("-", "‐", "’", "'")


def with_particle(particle: object, family: object) -> str:
    """A family name after its particle: "van Gogh", "al-Rashidi", "d’Artois"."""
    before, name = str(particle or ""), str(family or "")
    glue = "" if before.endswith(_JOINED) else " "
    return f"{before}{glue}{name}".strip()
