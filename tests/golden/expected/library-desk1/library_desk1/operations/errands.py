# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The operations of Errands, as data."""

from __future__ import annotations

from iotcentral._core.decoding import optional
from iotcentral.connector._mapping import CarriedOperation, CarriedPagedOperation, Carrier
from iotcentral.webhooks._triggers import Trigger

from .. import models

GREET_A_READER: CarriedOperation[models.Person] = CarriedOperation(
    "GreetAReader",
    "GET",
    "/readers/{readerId}",
    fixed={"version": "2.0"},
    results={200: lambda: models.Person.decode},
    carrier=Carrier(
        "Readers_Get",
        host="branch",
        parameters={"readerId": "reader"},
        returns={"source": "heardFrom"},
    ),
)
REGISTER_A_READER: CarriedOperation[models.Person] = CarriedOperation(
    "RegisterAReader",
    "PUT",
    "/readers/{readerId}",
    fixed={"version": "2.0"},
    results={200: lambda: models.Person.decode},
    body="application/json",
    carrier=Carrier(
        "Readers_Put",
        host="branch",
        parameters={"readerId": "reader"},
        members={"name": "name", "source": "heardFrom"},
        same={"number": "reader"},
        returns={"source": "heardFrom"},
    ),
)
GREET_A_READER_THE_OLD_WAY: CarriedOperation[models.LibrarySettings] = CarriedOperation(
    "GreetAReaderTheOldWay",
    "GET",
    "/readers/{readerId}/settings",
    fixed={"version": "2.0"},
    results={200: lambda: models.LibrarySettings.decode},
    carrier=Carrier(
        "Readers_GetSettings",
        host="branch",
        parameters={"readerId": "reader"},
    ),
)
LEND_A_BOOK: CarriedOperation[models.LibraryLoan] = CarriedOperation(
    "LendABook",
    "POST",
    "/loans",
    fixed={"version": "2.0"},
    results={201: lambda: models.LibraryLoan.decode},
    body="application/json",
    carrier=Carrier(
        "Loans_Create",
        host="branch",
        tags={"state": "state"},
    ),
    check=lambda: models.LibraryLoan.decode,
)
TAKE_A_BOOK_BACK: CarriedOperation[None] = CarriedOperation(
    "TakeABookBack",
    "POST",
    "/loans/{loanId}/return",
    fixed={"version": "2.0"},
    results={204: None},
    carrier=Carrier(
        "Loans_Return",
        host="branch",
        parameters={"loanId": "loan"},
    ),
)
LIST_BOOKS: CarriedPagedOperation[models.Title] = CarriedPagedOperation(
    "ListBooks",
    "GET",
    "/books",
    fixed={"version": "2.0"},
    results={200: lambda: models.Titles.decode},
    items="books",
    next_link="next",
    carrier=Carrier(
        "Books_List",
        host="branch",
        parameters={"genre": "kind"},
        query=("genre",),
    ),
)
FIND_THE_NEWEST_BOOK: CarriedOperation[models.Title | None] = CarriedOperation(
    "FindTheNewestBook",
    "GET",
    "/books",
    fixed={"version": "2.0"},
    results={200: lambda: optional(models.Title.decode)},
    carrier=Carrier(
        "Books_List",
        host="branch",
        first="books",
    ),
)
WHEN_A_BOOK_IS_RETURNED: Trigger[models.Returned] = Trigger(
    "WhenABookIsReturned",
    payload=lambda: models.Returned.decode,
)
