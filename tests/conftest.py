"""Hypothesis profiles, and an environment for tests that depends neither on the machine nor on who started them.

`fast` is the profile unless told otherwise, `deep` that of CI; both are reproducible, and neither minds how long
anything takes.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import httpx
import pytest
from hypothesis import HealthCheck, settings

_BASE = settings(
    deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.register_profile("fast", _BASE, max_examples=15)
settings.register_profile("deep", _BASE, max_examples=50)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "deep" if os.environ.get("CI") else "fast"))

_PATIENCE = 120
"""Seconds that a request may take where a test does not say: only what hangs takes longer, on any machine."""


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the machine's own application, token and subscription out of the tests."""
    monkeypatch.delenv("IOTCENTRAL_APP", raising=False)
    monkeypatch.delenv("IOTCENTRAL_API_TOKEN", raising=False)
    monkeypatch.delenv("AZURE_SUBSCRIPTION_ID", raising=False)


@pytest.fixture(autouse=True, scope="session")
def _patient_requests() -> Iterator[None]:
    """Have httpx wait longer than its five seconds by default, which a busy machine may need."""
    default = httpx._config.DEFAULT_TIMEOUT_CONFIG  # all functions and clients refer to this one object
    before = default.as_dict()
    for phase in before:
        setattr(default, phase, _PATIENCE)
    yield
    for phase, seconds in before.items():
        setattr(default, phase, seconds)


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Have SIGINT interrupt the test, also where it is ignored: a shell has what it starts in the background ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
