"""Warnings about deprecated methods."""

from __future__ import annotations

import sys
import warnings

__all__ = ["deprecated"]

_RAW_FORMS = "iotcentral._core."


def deprecated(method: str, successor: str) -> None:
    """Warn the caller of a deprecated method; the warning points at the caller's line.

    Args:
        method: the deprecated method.
        successor: the one to use instead.
    """
    level, frame = 3, sys._getframe(2)  # pyright: ignore[reportPrivateUsage]
    while frame.f_back is not None and str(frame.f_globals.get("__name__")).startswith(_RAW_FORMS):
        level, frame = level + 1, frame.f_back
    warnings.warn(f"{method} is deprecated: use {successor} instead", DeprecationWarning, stacklevel=level)
