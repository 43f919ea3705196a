"""Renewal of the golden packages: `python -m tests.golden`."""

from __future__ import annotations

from . import EXPECTED, make

if __name__ == "__main__":
    for change in make(EXPECTED).changes:
        print(change)
