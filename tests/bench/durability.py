"""Whether anything is ever lost, in full: what the tests do in a short form, many times more.

    python tests/bench/durability.py [--operations 10000] [--images 1000] [--kills 240]
                                      [--only soak,power,kills,cost] [--gigabytes 1]

Exits with 1 when something was lost, or when a control that must lose something didn't.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.table import machine
from tests.support.durability.report import Line
from tests.support.durability.room import room


def soak(given: argparse.Namespace) -> list[Line]:
    """Random operations on libraries, each beside a plain model of it."""
    from tests.support.durability.soak import soak as run

    try:
        done = run(given.operations, most_imports=given.operations // 300)
    except AssertionError as error:
        print(error)
        return [Line("operations beside a model", 0, 1)]
    return [Line("operations beside a model", done, 0)]


def power(given: argparse.Namespace) -> list[Line]:
    """The power goes: images of what a disk may hold, and the controls that must fail."""
    from tests.support.durability import powerloss

    lines = []
    for name, synchronous in (("as it is", None), ("NORMAL", "NORMAL"), ("OFF", "OFF")):
        with room() as folder:
            recording = powerloss.work(folder, rounds=6, synchronous=synchronous)
            verdict = powerloss.judge(recording, given.images, given.seed, folder)
        what = f"images of a library, synchronous {name}"
        lines.append(Line(what, verdict.images, len(verdict.wrong), control=bool(synchronous)))
        if synchronous is None:
            print(*verdict.wrong[:5], sep="\n", end="")
    for name, key in (("plain", None), ("encrypted", b"k" * 32)):
        with room() as folder:
            stored = powerloss.put_files(folder, 40, key)
            verdict = powerloss.judge_files(*stored, given.images, folder, key)
        lines.append(Line(f"images of original files, {name}", verdict.images, len(verdict.wrong)))
    with room() as folder:
        kept = powerloss.kept_by_copying(folder)
        verdict = powerloss.judge_copies(*kept, given.images // 4, folder)
    lines.append(Line("images of backups and copies", verdict.images, len(verdict.wrong)))
    return lines


def kills(given: argparse.Namespace) -> list[Line]:
    """Programs killed at random moments: half amid acts, a quarter each of the great changes."""
    from app.library import Access, open_library
    from tests.support.durability import killing
    from tests.support.durability.frozen import thawed
    from tests.support.durability.soak import state_of

    tolls: dict[str, killing.Toll] = {}
    with room() as folder:
        tolls["kills amid acts"] = killing.kill_acts(folder, given.kills // 2, given.seed)
    with room() as folder:
        with open_library(thawed(1, folder / "expected"), Access.WRITE) as library:
            state = state_of(library)
        old = thawed(1, folder / "old")
        tolls["kills amid a change of schema"] = killing.kill_migrations(
            folder, given.kills // 4, given.seed, old, state
        )
    with room() as folder:
        tolls["kills amid a change of encryption"] = killing.kill_encryption(
            folder, given.kills // 4, given.seed
        )
    for name, toll in tolls.items():
        amid = ", ".join(f"{what} {many}" for what, many in sorted(toll.amid.items()))
        print(f"{name}: {amid}; {toll.told:,} things told")
        print(*toll.wrong[:5], sep="\n", end="")
    return [Line(name, toll.kills, len(toll.wrong)) for name, toll in tolls.items()]


def cost(given: argparse.Namespace) -> list[Line]:
    """What it costs, on this machine's disk; nothing here can be lost."""
    from tests.support.durability import costs

    with tempfile.TemporaryDirectory() as folder:
        costs.cost(Path(folder), given.files, 7)
    if given.gigabytes:
        with tempfile.TemporaryDirectory() as folder:
            costs.backup(Path(folder), given.gigabytes)
    return []


PARTS: dict[str, Callable[[argparse.Namespace], list[Line]]] = {
    "soak": soak,
    "power": power,
    "kills": kills,
    "cost": cost,
}


def main() -> int:
    """Run the parts asked for and print what was tried and what was lost."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", default=",".join(PARTS), help="parts, with commas between")
    parser.add_argument("--operations", type=int, default=10_000)
    parser.add_argument("--images", type=int, default=1_000)
    parser.add_argument("--kills", type=int, default=240)
    parser.add_argument("--files", type=int, default=100, help="imported to see what it costs")
    parser.add_argument("--gigabytes", type=float, default=0, help="of a library backed up")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    lines = []
    for name in given.only.split(","):
        lines += PARTS[name](given)
    if not lines:
        return 0
    print(f"\nNothing lost   ({machine()})")
    for line in lines:
        print(line.told(max(len(each.what) for each in lines)), flush=True)
    return int(not all(line.passed for line in lines))


if __name__ == "__main__":
    sys.exit(main())
