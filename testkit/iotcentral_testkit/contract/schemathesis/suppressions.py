"""Failures that Schemathesis reports and the contract does not know.

What can be said in the configuration is said there; here is what depends on the request.
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
    """Says which failures count.

    Args:
        api: what the document says.
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
            return not self._fading  # what is being removed is there until that has come to its end
        return True

    def _fits(self, case: Case[Any]) -> bool:
        """Return whether a body that is meant to break its schema fits the document all the same.

        Schemathesis reads bounds into formats, as those of a 32-bit integer into `int32`. The document says bounds where
        the API has them; a format without one tells how a number is kept, and servers differ in what they refuse there.
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
