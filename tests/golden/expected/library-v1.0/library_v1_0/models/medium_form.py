# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""MediumForm: Form of the medium."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["MediumForm"]


class MediumForm(StrEnum):
    """Form of the medium."""

    HARDCOVER = "hardcover"
    """Paper."""
    EBOOK = "ebook"
    """A file to read."""
