"""Warnings about methods that are deprecated."""

from __future__ import annotations

import sys
import warnings

__all__ = ["deprecated"]

_RAW_FORMS = "iotcentral._core."


def deprecated(method: str, successor: str) -> None:
    """Warn whoever called the method that called this; the warning points at the caller's line.

    Args:
        method: the method that is deprecated.
        successor: the one to use instead.
    """
    level, frame = 3, sys._getframe(2)  # pyright: ignore[reportPrivateUsage]
    while frame.f_back is not None and str(frame.f_globals.get("__name__")).startswith(_RAW_FORMS):
        level, frame = level + 1, frame.f_back
    warnings.warn(f"{method} is deprecated: use {successor} instead", DeprecationWarning, stacklevel=level)
