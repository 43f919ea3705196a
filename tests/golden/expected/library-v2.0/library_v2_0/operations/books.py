# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The operations of Books, as data."""

from __future__ import annotations

from iotcentral._core.operation import Operation, PagedOperation

from .. import models
from .._version import FIXED

LIST: PagedOperation[models.Book] = PagedOperation(
    "Books_List",
    "GET",
    "/books",
    fixed=FIXED,
    results={200: lambda: models.BookPage.decode},
    items="books",
    next_link="next",
    rate="search",
    fields={
        "where": ("title", "genre", "@id"),
        "sort": ("title",),
    },
)
GET: Operation[models.Book] = Operation(
    "Books_Get",
    "GET",
    "/books/{isbn}",
    fixed=FIXED,
    results={200: lambda: models.Book.decode},
)
PUT: Operation[models.Book] = Operation(
    "Books_Put",
    "PUT",
    "/books/{isbn}",
    fixed=FIXED,
    results={200: lambda: models.Book.decode, 201: lambda: models.Book.decode},
    body="application/json",
    content=lambda: models.Book.decode,
)
UPDATE: Operation[models.Book] = Operation(
    "Books_Update",
    "PATCH",
    "/books/{isbn}",
    fixed=FIXED,
    results={200: lambda: models.Book.decode},
    body="application/merge-patch+json",
    content=lambda: models.BookPatch.decode,
)
REMOVE: Operation[None] = Operation(
    "Books_Remove",
    "DELETE",
    "/books/{isbn}",
    fixed=FIXED,
    results={204: None},
)
