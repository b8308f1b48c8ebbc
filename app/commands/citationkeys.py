"""The verb for citation keys."""

from __future__ import annotations

import click

from app.commands.terminal import Call, common
from app.library import Access


@click.command()
@click.argument("names", metavar="[ID]...", nargs=-1)
@click.option("--pattern", metavar="P", help="For example: auth.lower + year + shorttitle(1)")
@click.option("--set-pattern", is_flag=True, help="Make new keys by the pattern from now on.")
@click.option("--renew", is_flag=True, help="Give the keys shown; old keys stay known.")
@click.option("--pin/--unpin", "pinned", default=None, help="Keep these keys, or no longer.")
@common
def keys(
    call: Call,
    names: tuple[str, ...],
    pattern: str | None,
    set_pattern: bool,
    renew: bool,
    pinned: bool | None,
) -> None:
    """Show the keys a pattern would give; with --renew, give them.

    A key never changes by itself. Pinned keys, such as those that came with a file, stay.
    """
    if set_pattern and pattern is None:
        raise click.UsageError("--set-pattern goes with --pattern.")
    if pinned is not None and not names:
        raise click.UsageError("Name the documents whose keys to pin.")
    changing = set_pattern or renew or pinned is not None
    with call.open(Access.WRITE if changing else Access.READ) as library:
        for name in names if pinned is not None else ():
            library.pin_key(name, pinned=bool(pinned))
        if set_pattern and pattern is not None:
            library.set_key_pattern(pattern)
        if renew:
            found = library.renew_keys(names, pattern=pattern).value
        else:
            found = library.preview_keys(pattern, names)
    shapes = [
        {"id": one.document, "key": one.key, "renewed": one.renewed, "pinned": one.pinned}
        for one in found
    ]
    lines = (f"{one.key} → {one.renewed}{' (pinned)' * one.pinned}" for one in found)
    call.say({"keys": shapes}, *lines)
