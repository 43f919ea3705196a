"""A real browser, headless: Debian's chromium and chromium-driver with selenium; `nox -s browser` installs all of them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

__all__ = ["PATIENCE", "browsing"]

PATIENCE = 60
"""Seconds that a page may take to show something."""

_REQUIRED = os.environ.get("IOTCENTRAL_BROWSER") == "required"
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1200,1000",
)


@contextmanager
def browsing(profile: Path, **logged: str) -> Iterator[Any]:
    """Have a browser within the block; without one the test is skipped, aloud, or fails where one is required.

    Args:
        profile: an empty folder for it.
        logged: what it keeps a log of, with the level (`browser="ALL"`).
    """
    reason = _missing()
    if reason is not None:
        if _REQUIRED:
            pytest.fail(f"the page cannot be looked at: {reason}")
        pytest.skip(f"the page was NOT looked at in a browser: {reason}; `nox -s browser` does it")
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for flag in (*_FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", logged)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    try:
        yield driver
    finally:
        driver.quit()


def _missing() -> str | None:
    for program in ("chromium", "chromedriver"):
        if shutil.which(program) is None:
            return f"{program} is not installed"
    try:
        import selenium  # noqa: F401
    except ImportError:
        return "selenium is not installed"
    return None
