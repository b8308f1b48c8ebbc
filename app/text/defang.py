"""Web addresses in a form that nothing opens by mistake."""

from __future__ import annotations


def defanged(address: str) -> str:
    """An address that no program takes for one: hxxps://example[.]org."""
    return address.replace("http", "hxxp", 1).replace(".", "[.]")
