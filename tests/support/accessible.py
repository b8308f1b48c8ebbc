"""What a screen reader sees of Sourcebook: one question a line on stdin, one answer on stdout.

Run by the system's Python, which has the bindings of AT-SPI; both sides speak JSON.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

DEEPEST, MOST = 40, 4000
announced: list[str] = []


def program(name: str) -> Any:
    """The program's root, or None."""
    desktop = Atspi.get_desktop(0)
    for at in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(at)
        if child is not None and child.get_name() == name:
            return child
    return None


def described(node: Any, path: list[int]) -> dict[str, Any]:
    """One thing on the screen: what it is, is called and can do, and where it stands."""
    states = node.get_state_set()
    found = {
        "path": path,
        # Newer versions of AT-SPI call a push button a button.
        "role": node.get_role_name().removeprefix("push "),
        "name": node.get_name() or "",
        "description": node.get_description() or "",
        "states": [state.value_nick for state in states.get_states()],
        "interfaces": list(node.get_interfaces()),
        "id": node.get_accessible_id() or "",
    }
    if "Component" in found["interfaces"]:
        rect = node.get_component_iface().get_extents(Atspi.CoordType.SCREEN)
        found["rect"] = [rect.x, rect.y, rect.width, rect.height]
    return found


def walk(node: Any, path: list[int], into: list[dict[str, Any]], hidden: bool) -> None:
    """Everything under ``node`` that is shown, or really everything."""
    if len(path) > DEEPEST or len(into) > MOST:
        return
    for at in range(node.get_child_count()):
        child = node.get_child_at_index(at)
        if child is None:
            continue
        here = [*path, at]
        found = described(child, here)
        if hidden or "showing" in found["states"] or not path:
            into.append(found)
            walk(child, here, into, hidden)


def labels(node: Any) -> list[str]:
    """The words that stand beside a thing as its label.

    Asked for single things only: Qt 6.11 now and then crashes when it looks for all relations of
    things that come and go at that moment.
    """
    return [
        relation.get_target(at).get_name()
        for relation in node.get_relation_set()
        if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY
        for at in range(relation.get_n_targets())
    ]


def at_path(path: list[int]) -> Any:
    """The node at a path from the program's root."""
    node = program("Sourcebook") or program("sourcebook")
    for step in path:
        node = node.get_child_at_index(step)
    return node


def answer(asked: dict[str, Any]) -> Any:
    """The answer to one question."""
    Atspi.Accessible.clear_cache(Atspi.get_desktop(0))
    what = asked["ask"]
    if what == "tree":
        root = program("Sourcebook") or program("sourcebook")
        into: list[dict[str, Any]] = []
        if root is not None:
            walk(root, [], into, asked.get("hidden", False))
        return into
    if what == "announced":
        said = list(announced)
        announced.clear()
        return said
    node = at_path(asked["path"])
    if what == "labels":
        return labels(node)
    text = node.get_text_iface()
    if what == "text":
        return text.get_text(0, text.get_character_count())
    if what == "caret":
        return text.get_caret_offset()
    if what == "letter":
        rect = text.get_character_extents(asked["at"], Atspi.CoordType.SCREEN)
        return [rect.x, rect.y, rect.width, rect.height]
    if what == "attributes":
        return node.get_attributes()
    raise ValueError(what)


def on_event(event: Any) -> None:
    """Keep what the program had read out."""
    announced.append(str(event.any_data))


def main() -> None:
    """Answer until stdin ends."""
    listener = Atspi.EventListener.new(on_event)
    listener.register("object:announcement")
    loop = GLib.MainLoop()

    def on_line(_source: object, _condition: object) -> bool:
        line = sys.stdin.readline()
        if not line:
            loop.quit()
            return False
        try:
            told = {"answer": answer(json.loads(line))}
        except (GLib.Error, AttributeError, RuntimeError) as error:
            # What was asked about went away meanwhile: who asked tries again.
            told = {"gone": str(error)}
        print(json.dumps(told), flush=True)
        return True

    GLib.io_add_watch(0, GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, on_line)
    print(json.dumps({"ready": time.time()}), flush=True)
    loop.run()


if __name__ == "__main__":
    main()
