# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The models; each loads when it is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.lazy import lazy_exports

if TYPE_CHECKING:
    from .library_loan import LibraryLoan
    from .library_loan_state import LibraryLoanState
    from .library_settings import LibrarySettings
    from .person import Person
    from .returned import Returned
    from .title import Title
    from .titles import Titles
else:
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "LibraryLoan": "library_loan",
            "LibraryLoanState": "library_loan_state",
            "LibrarySettings": "library_settings",
            "Person": "person",
            "Returned": "returned",
            "Title": "title",
            "Titles": "titles",
        },
    )

__all__ = [
    "LibraryLoan",
    "LibraryLoanState",
    "LibrarySettings",
    "Person",
    "Returned",
    "Title",
    "Titles",
]
