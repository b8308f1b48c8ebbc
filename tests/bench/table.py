"""The one way a bench prints: what, how much, its budget, and its peer from the same run.

A budget that is missed is only printed. Nothing here can fail a build: a figure depends on the
machine and on what else it does, the ratio to the peer far less so.
"""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field

ENOUGH = 20
"""From this many samples on, a 95th percentile says something."""

_HEAD = ("what", "measured", "p95", "budget", "peer", "", "ratio")
_RIGHT = (1, 2, 4, 6)
_NONE = "–"


def p95(samples: Sequence[float]) -> float:
    """The value that 95 % of ``samples`` don't exceed."""
    return statistics.quantiles(samples, n=20, method="inclusive")[-1]


def machine() -> str:
    """What a figure has to be read with: processors, load, Python and system, on one line."""
    load = f"load {os.getloadavg()[0]:.1f}, " if hasattr(os, "getloadavg") else ""
    python = platform.python_version()
    return f"{os.cpu_count()} processors, {load}Python {python}, {platform.system()}"


@dataclass(slots=True)
class Table:
    """A titled table; rows are added as they are measured and printed together.

    ``ratio`` is measured ÷ peer: for a time or a size less is better, for a rate more.
    """

    title: str
    rows: list[tuple[str, ...]] = field(default_factory=list)

    def add(
        self,
        what: str,
        measured: float | Sequence[float],
        unit: str,
        *,
        budget: str = "",
        peer: tuple[str, float] | None = None,
    ) -> None:
        """Add a figure, or samples as their median; ``peer`` is its name and figure, same unit."""
        samples = [measured] if isinstance(measured, int | float) else list(measured)
        median = statistics.median(samples)
        high = _shown(p95(samples), unit) if len(samples) >= ENOUGH else _NONE
        beside = ("", _NONE, _NONE)
        if peer is not None:
            beside = (_shown(peer[1], unit), peer[0], _times(median, peer[1]))
        self.rows.append((what, _shown(median, unit), high, budget or _NONE, *beside))

    def print(self) -> None:
        """Print the table, and the load of the machine as it is by then."""
        rows = [_HEAD, *self.rows]
        widths = [max(len(row[at]) for row in rows) for at in range(len(_HEAD))]
        print(f"\n{self.title}   ({machine()})")
        for row in rows:
            cells = (
                cell.rjust(width) if at in _RIGHT else cell.ljust(width)
                for at, (cell, width) in enumerate(zip(row, widths, strict=True))
            )
            print("  ".join(cells).rstrip(), flush=True)


def _times(ours: float, theirs: float) -> str:
    """How many times the peer's figure ours is."""
    if not theirs:
        return _NONE
    ratio = ours / theirs
    return f"{ratio:.2f} ×" if ratio >= 0.1 else f"{ratio:.1g} ×"


def _shown(value: float, unit: str) -> str:
    """A figure with about three digits that count."""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:,.{digits}f} {unit}".rstrip()
