"""Rules of the code that no linter here keeps: sizes, names told, and what isn't called."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.support import checkout

LINES_IN_A_FILE = 500
LINES_IN_A_FUNCTION = 60
RUN = checkout.TOP / "run.py"
PROGRAM = [*checkout.sources("app", "ui"), RUN]
CORE = checkout.sources("app")
# These print for people; everything else returns or raises.
PRINTERS = ("app/__main__.py", "app/commands/", "ui/main.py", "ui/system.py", "run.py")
VAGUE = {"utils", "util", "helpers", "helper", "manager", "misc", "common", "tools"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def told(path: Path) -> str:
    return path.relative_to(checkout.TOP).as_posix()


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, Function):
            yield node


def public(path: Path) -> Iterator[Function | ast.ClassDef]:
    """Functions and classes at the top of a module, and the methods of those classes."""
    for node in parsed(path).body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                for inner in node.body:
                    if isinstance(inner, Function) and not inner.name.startswith("_"):
                        yield inner


def unannotated(function: Function) -> bool:
    arguments = function.args
    named = arguments.posonlyargs + arguments.args + arguments.kwonlyargs
    given = [*named, *filter(None, (arguments.vararg, arguments.kwarg))]
    own = given[0].arg in ("self", "cls") if given else False
    missing = any(argument.annotation is None for argument in given[own:])
    return missing or function.returns is None


def is_overload_or_setter(node: Function | ast.ClassDef) -> bool:
    """A second definition of a name that is told at its first."""
    marks = [ast.unparse(decorator) for decorator in node.decorator_list]
    return any(mark.endswith(("overload", ".setter", "override")) for mark in marks)


def test_the_program_is_found() -> None:
    assert len(CORE) > 20
    assert RUN.is_file()


@pytest.mark.parametrize("path", PROGRAM, ids=told)
def test_no_file_is_too_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LINES_IN_A_FILE


def test_no_function_is_too_long() -> None:
    long = [
        f"{told(path)}: {function.name}"
        for path in PROGRAM
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno + 1 > LINES_IN_A_FUNCTION
    ]
    assert long == []


def test_most_functions_are_short() -> None:
    lengths = sorted(
        (function.end_lineno or 0) - function.lineno + 1
        for path in PROGRAM
        for function in functions(path)
    )
    assert lengths[int(len(lengths) * 0.9)] <= 25


def test_every_public_name_of_the_core_has_a_docstring() -> None:
    silent = [
        f"{told(path)}: {node.name}"
        for path in CORE
        for node in public(path)
        if not ast.get_docstring(node) and not is_overload_or_setter(node)
    ]
    assert silent == []


def test_every_module_says_what_it_holds() -> None:
    filled = [path for path in PROGRAM if parsed(path).body]
    assert [told(path) for path in filled if not ast.get_docstring(parsed(path))] == []


def test_every_function_of_the_program_is_annotated() -> None:
    missing = [
        f"{told(path)}: {function.name}"
        for path in PROGRAM
        for function in functions(path)
        if unannotated(function)
    ]
    assert missing == []


def test_only_the_command_line_prints() -> None:
    printing = [
        told(path)
        for path in PROGRAM
        if not told(path).startswith(PRINTERS)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "print"
    ]
    assert printing == []


def test_nothing_that_reaches_a_network_is_named() -> None:
    # What import-linter can't forbid, being parts of packages that are otherwise allowed.
    forbidden = ("urllib.request", "urllib import request", "QtNetwork", "QtWebEngine")
    forbidden += ("QtWebSockets", "QtWebView", "QDesktopServices", "pandoc-server")
    naming = [
        f"{told(path)}: {word}"
        for path in PROGRAM
        for word in forbidden
        if word in path.read_text(encoding="utf-8")
    ]
    assert naming == []


def test_no_module_has_a_vague_name() -> None:
    assert [told(path) for path in PROGRAM if VAGUE & set(path.with_suffix("").parts)] == []
