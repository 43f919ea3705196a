# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""CertificateEntry: Which of the two signing certificates of the group is meant: `primary` or `secondary`."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["CertificateEntry"]


class CertificateEntry(StrEnum):
    """Which of the two signing certificates of the group is meant: `primary` or `secondary`."""

    PRIMARY = "primary"
    """The first signing certificate of the group."""
    SECONDARY = "secondary"
    """The second signing certificate of the group."""
