"""Suppressions: failures that Schemathesis reports and that are not deviations from the contract.

What does not depend on the request is suppressed in the configuration.
"""

# Schemathesis leaves types open in its annotations:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
from schemathesis.core import NotSet
from schemathesis.core.failures import AcceptedNegativeData, Failure
from schemathesis.core.parameters import ParameterLocation
from schemathesis.openapi.checks import UseAfterFree

from ...openapi.api import Api

if TYPE_CHECKING:
    from schemathesis.generation.case import Case

__all__ = ["Suppressions"]


class Suppressions:
    """Suppressions of failures.

    Args:
        api: the document.
    """

    def __init__(self, api: Api) -> None:
        self._api = api
        self._fading = any(family.remove.long_running for family in api.families if family.remove is not None)
        self._operations = {(one.method, one.path): one for one in api.operations.values()}

    def counts(self, failure: Failure, case: Case[Any]) -> bool:
        """Return whether a failure is a deviation from the contract."""
        if isinstance(failure, AcceptedNegativeData):
            return not self._fits(case)
        if isinstance(failure, UseAfterFree):
            return not self._fading  # an item that is being removed exists until the removal has ended
        return True

    def _fits(self, case: Case[Any]) -> bool:
        """Return whether a body that is intended to break its schema fits the document nevertheless.

        Schemathesis derives bounds from formats, as those of a 32-bit integer from `int32`. The document has bounds where
        the API has them; a format alone describes storage, and servers differ in what they reject.
        """
        operation = self._operations.get((case.method.upper(), case.path))
        if operation is None or operation.body_schema is None or case.meta is None or isinstance(case.body, NotSet):
            return False
        broken = [place for place, component in case.meta.components.items() if component.mode.is_negative]
        if broken != [ParameterLocation.BODY]:
            return False
        try:
            body = orjson.loads(orjson.dumps(case.body))
        except (TypeError, ValueError):
            return False
        return bool(self._api.document.validator(operation.body_schema).is_valid(body))
