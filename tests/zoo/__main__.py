"""Renewal of the package of the zoo: `python -m tests.zoo`."""

from __future__ import annotations

from . import EXPECTED, make

if __name__ == "__main__":
    for change in make(EXPECTED).changes:
        print(change)
