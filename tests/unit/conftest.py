"""The core is tested with Qt out of reach, both while test modules load and while they run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.qtless import without_qt


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    with without_qt():
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    with without_qt():
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    with without_qt():
        return (yield)
