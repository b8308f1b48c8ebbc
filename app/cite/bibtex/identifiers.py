"""ISBN and ISSN check digits, for fields that Biber checks."""

from __future__ import annotations


def is_isbn(text: str) -> bool:
    """Whether ``text`` is one ISBN with a right check digit (ISO 2108), 10 or 13 digits."""
    digits = text.replace("-", "").replace(" ", "").upper()
    if len(digits) == 13 and digits.isdigit() and digits.isascii():
        total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
        return digits[:3] in {"978", "979"} and total % 10 == 0
    return len(digits) == 10 and _weighted(digits) % 11 == 0 and _weighted(digits) > 0


def is_issn(text: str) -> bool:
    """Whether ``text`` is one ISSN with a right check digit (ISO 3297)."""
    digits = text.replace("-", "").upper()
    return len(digits) == 8 and text[4:5] == "-" and _weighted(digits) % 11 == 0


def _weighted(digits: str) -> int:
    """The sum of digits weighted from their number down to 1; -1 where one isn't a digit."""
    values = [10 if d == "X" and n == len(digits) - 1 else _value(d) for n, d in enumerate(digits)]
    if min(values) < 0:
        return -1
    return sum(value * (len(digits) - place) for place, value in enumerate(values))


def _value(digit: str) -> int:
    return int(digit) if digit.isascii() and digit.isdigit() else -1
