# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The models; each loads when it is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.lazy import lazy_exports

if TYPE_CHECKING:
    from .address import Address
    from .address_patch import AddressPatch
    from .any_value import AnyValue
    from .award import Award
    from .book import Book
    from .book_contents_item import BookContentsItem
    from .book_cover import BookCover
    from .book_cover_patch import BookCoverPatch
    from .book_cover_size import BookCoverSize
    from .book_cover_size_patch import BookCoverSizePatch
    from .book_order import BookOrder
    from .book_page import BookPage
    from .book_patch import BookPatch
    from .book_patch_contents_item import BookPatchContentsItem
    from .drm import Drm
    from .ebook import Ebook
    from .error import Error
    from .error_error import ErrorError
    from .genre import Genre
    from .hardcover import Hardcover
    from .language import Language
    from .level import Level
    from .loan import Loan
    from .loan_query import LoanQuery
    from .loan_rows import LoanRows
    from .loan_state import LoanState
    from .medium import Medium, UnknownMedium
    from .medium_form import MediumForm
    from .medium_patch import MediumPatch
    from .protection import Protection, UnknownProtection
    from .protection_patch import ProtectionPatch
    from .ratings import Ratings
    from .ratings_patch import RatingsPatch
    from .reader import Reader
    from .reader_patch import ReaderPatch
    from .review import Review
    from .review_patch import ReviewPatch
    from .settings import Settings
    from .settings_patch import SettingsPatch
    from .timestamps import Timestamps
    from .watermark import Watermark
else:
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "Address": "address",
            "AddressPatch": "address_patch",
            "AnyValue": "any_value",
            "Award": "award",
            "Book": "book",
            "BookContentsItem": "book_contents_item",
            "BookCover": "book_cover",
            "BookCoverPatch": "book_cover_patch",
            "BookCoverSize": "book_cover_size",
            "BookCoverSizePatch": "book_cover_size_patch",
            "BookOrder": "book_order",
            "BookPage": "book_page",
            "BookPatch": "book_patch",
            "BookPatchContentsItem": "book_patch_contents_item",
            "Drm": "drm",
            "Ebook": "ebook",
            "Error": "error",
            "ErrorError": "error_error",
            "Genre": "genre",
            "Hardcover": "hardcover",
            "Language": "language",
            "Level": "level",
            "Loan": "loan",
            "LoanQuery": "loan_query",
            "LoanRows": "loan_rows",
            "LoanState": "loan_state",
            "Medium": "medium",
            "MediumForm": "medium_form",
            "MediumPatch": "medium_patch",
            "Protection": "protection",
            "ProtectionPatch": "protection_patch",
            "Ratings": "ratings",
            "RatingsPatch": "ratings_patch",
            "Reader": "reader",
            "ReaderPatch": "reader_patch",
            "Review": "review",
            "ReviewPatch": "review_patch",
            "Settings": "settings",
            "SettingsPatch": "settings_patch",
            "Timestamps": "timestamps",
            "UnknownMedium": "medium",
            "UnknownProtection": "protection",
            "Watermark": "watermark",
        },
    )

__all__ = [
    "Address",
    "AddressPatch",
    "AnyValue",
    "Award",
    "Book",
    "BookContentsItem",
    "BookCover",
    "BookCoverPatch",
    "BookCoverSize",
    "BookCoverSizePatch",
    "BookOrder",
    "BookPage",
    "BookPatch",
    "BookPatchContentsItem",
    "Drm",
    "Ebook",
    "Error",
    "ErrorError",
    "Genre",
    "Hardcover",
    "Language",
    "Level",
    "Loan",
    "LoanQuery",
    "LoanRows",
    "LoanState",
    "Medium",
    "MediumForm",
    "MediumPatch",
    "Protection",
    "ProtectionPatch",
    "Ratings",
    "RatingsPatch",
    "Reader",
    "ReaderPatch",
    "Review",
    "ReviewPatch",
    "Settings",
    "SettingsPatch",
    "Timestamps",
    "UnknownMedium",
    "UnknownProtection",
    "Watermark",
]
