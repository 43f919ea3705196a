"""Hypothesis profiles, and an environment for tests that depends neither on the machine nor on who started them.

`fast` is the profile unless told otherwise, `deep` that of `nox -s deep`; both are reproducible, and neither minds how long
anything takes.
"""

from __future__ import annotations

import gc
import os
import signal
import ssl
from collections.abc import Iterator
from functools import cache
from typing import Any

import certifi
import httpx
import pytest
from hypothesis import HealthCheck, settings

from tests.support.slowness import mark_slow

_BASE = settings(
    deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.register_profile("fast", _BASE, max_examples=10)
settings.register_profile("deep", _BASE, max_examples=50)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))

_OUTSIDE = (
    "IOTCENTRAL_APP",
    "IOTCENTRAL_API_TOKEN",
    "AZURE_SUBSCRIPTION_ID",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "REQUESTS_CA_BUNDLE",
    "CURL_CA_BUNDLE",
)
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")

_PATIENCE = 120
"""Seconds that a request may take where a test does not say: only what hangs takes longer, on any machine."""


@pytest.fixture(autouse=True, scope="session")
def _no_settings_from_outside() -> Iterator[None]:
    """Keep the machine's own application, token, subscription, authorities and proxies out of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in (*_OUTSIDE, *_PROXIES, *map(str.lower, _PROXIES)):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(autouse=True, scope="session")
def _patient_requests() -> Iterator[None]:
    """Have httpx wait longer than its five seconds by default, which a busy machine may need."""
    default = httpx._config.DEFAULT_TIMEOUT_CONFIG  # all functions and clients refer to this one object
    with pytest.MonkeyPatch.context() as patch:
        for phase in default.as_dict():
            patch.setattr(default, phase, _PATIENCE)
        yield


@pytest.fixture(autouse=True, scope="session")
def _certificates_read_once() -> Iterator[None]:
    """Read the certificates of the public authorities once: for each client, that takes longer than most of its test."""
    create, public = ssl.create_default_context, {"cafile": certifi.where()}
    once = cache(lambda: create(**public))

    def created(*given: Any, **more: Any) -> ssl.SSLContext:
        return create(*given, **more) if given or more != public else once()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl, "create_default_context", created)
        yield


@pytest.fixture(autouse=True, scope="module")
def _frozen_heap() -> None:
    """Spare the garbage collector the thousands of tests and the documents that stay: it would walk them again and again."""
    gc.collect()  # first, as what is frozen is never collected
    gc.freeze()


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Have SIGINT interrupt the test, also where it is ignored: a shell has what it starts in the background ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what `nox -s quick` leaves out, and what `nox -s deep` runs, where marks select."""
    if "slow" in config.option.markexpr:
        mark_slow(items)
    if "deep" in config.option.markexpr:
        from tests.support.depth import mark_deep  # it needs the profile

        mark_deep(items)
