# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The models; each loads when it is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.lazy import lazy_exports

if TYPE_CHECKING:
    from .cellar import Cellar
else:
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "Cellar": "cellar",
        },
    )

__all__ = [
    "Cellar",
]
