"""Warnings about what the documentation does not describe: it is sent, since only the service knows what it takes."""

from __future__ import annotations

import sys
import warnings

from . import ConfigurationError

__all__ = ["UndocumentedWarning", "warn_undocumented"]


class UndocumentedWarning(UserWarning, ConfigurationError):
    """Request of a form that no documentation describes; it is sent all the same.

    Where warnings are errors (`-W error`), it is a ConfigurationError, and nothing is sent.
    """


def warn_undocumented(problem: str) -> None:
    """Warn of a form that is not documented; the warning points at the line outside of the clients that asked for it.

    Args:
        problem: what is not documented, and what is.
    """
    level, frame = 2, sys._getframe(1)  # pyright: ignore[reportPrivateUsage]
    while frame.f_back is not None and str(frame.f_globals.get("__name__")).partition(".")[0].startswith("iotcentral"):
        level, frame = level + 1, frame.f_back
    message = f"{problem} (it is sent all the same: only the service knows whether it takes it)"
    warnings.warn(message, UndocumentedWarning, stacklevel=level)
