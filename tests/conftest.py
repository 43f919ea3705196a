"""Hypothesis profiles: `fast` by default, `deep` in CI; both reproducible, neither with deadlines."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

_BASE = settings(
    deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.register_profile("fast", _BASE, max_examples=15)
settings.register_profile("deep", _BASE, max_examples=50)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "deep" if os.environ.get("CI") else "fast"))


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the machine's own application, token and subscription out of the tests."""
    monkeypatch.delenv("IOTCENTRAL_APP", raising=False)
    monkeypatch.delenv("IOTCENTRAL_API_TOKEN", raising=False)
    monkeypatch.delenv("AZURE_SUBSCRIPTION_ID", raising=False)
