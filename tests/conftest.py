"""What holds for every test: no network, and one wheel for all who look at it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.support import checkout, network

network.install()

# No test asserts a timing, hypothesis' own included: a busy machine is no fault.
settings.register_profile("sourcebook", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("sourcebook")


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """Fails the test that tried to reach a network, even if it swallowed the refusal."""
    with network.expected_attempts() as attempts:
        yield
    if attempts:
        pytest.fail(f"the test tried to reach a network: {', '.join(attempts)}", pytrace=False)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built from this checkout."""
    return checkout.build_wheel(tmp_path_factory.mktemp("wheel"))
