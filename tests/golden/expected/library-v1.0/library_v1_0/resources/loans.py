# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Which reader has which book, and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from iotcentral._core.sync.resource import Resource, raw, raw_page

from ..operations import loans as operations

if TYPE_CHECKING:
    import uuid

    from iotcentral._core.sync.pager import Pager

    from .. import models

__all__ = ["Loans", "LoansRaw"]


class Loans(Resource):
    """Which reader has which book, and until when."""

    def create(self, body: models.Loan) -> models.Loan:
        """Lend a book.

        Lends a book to a reader.

        `POST /loans` (Loans_Create)

        Args:
            body: What is lent to whom.

        Returns:
            The loan.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.CREATE, body=body)

    def return_(self, loan_id: uuid.UUID) -> None:
        """Take a book back.

        Ends a loan; nothing is sent and nothing is answered.

        `POST /loans/{loanId}/return` (Loans_Return)

        Args:
            loan_id: Id of the loan.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return self._call(operations.RETURN, path={"loanId": loan_id})

    def query(self, body: models.LoanQuery) -> Pager[list[Any]]:
        """Search the loans.

        Answers rows of values; a list that is asked for with a body comes in pages too.

        `POST /loans/query` (Loans_Query)

        Args:
            body: What is looked for.

        Returns:
            The items, fetched page by page while they are iterated over. One page of rows.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.QUERY, body=body)

    @property
    def raw(self) -> LoansRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return LoansRaw(self)


class LoansRaw:
    """The methods of `Loans` with the HTTP response beside the value."""

    def __init__(self, loans: Loans) -> None:
        self.create = raw(loans, Loans.create)
        self.return_ = raw(loans, Loans.return_)
        self.query = raw_page(loans, Loans.query)
