"""Long-running operations as data, and the place of their result."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args

from .._core.operation import ACCEPT_JSON, Operation, Result
from ..errors import ConfigurationError

if TYPE_CHECKING:
    import httpx

    from .._core.decoding import Decode

__all__ = ["FinalState", "LongRunningOperation"]

T = TypeVar("T")

FinalState = Literal["azure-async-operation", "location", "original-uri"]
"""Place of the result of a finished operation (`final-state-via` of the document)."""

_NO_FIELDS: Mapping[str, tuple[str, ...]] = {}


class LongRunningOperation(Operation[T]):
    """Operation that the service continues after its response.

    Args:
        final_state_via: the place of the result when it has ended.
        id, method, path, fixed, results, body, content, rate, fields, headers: as for `Operation`.

    Raises:
        ConfigurationError: `final_state_via` is not one of `FinalState`.
    """

    __slots__ = ("final_state_via",)

    def __init__(
        self,
        id: str,
        method: str,
        path: str,
        *,
        fixed: Mapping[str, str],
        results: Mapping[int, Result[T] | None],
        final_state_via: FinalState = "azure-async-operation",
        body: str | None = None,
        content: Callable[[], Decode[Any]] | None = None,
        rate: str = "default",
        fields: Mapping[str, tuple[str, ...]] = _NO_FIELDS,
        headers: Mapping[str, str] = ACCEPT_JSON,
    ) -> None:
        super().__init__(
            id,
            method,
            path,
            fixed=fixed,
            results=results,
            body=body,
            content=content,
            rate=rate,
            fields=fields,
            headers=headers,
        )
        if final_state_via not in get_args(FinalState):
            known = ", ".join(get_args(FinalState))
            raise ConfigurationError(f'{id}: final_state_via is "{final_state_via}", but must be one of {known}')
        self.final_state_via = final_state_via

    @property
    def decoder(self) -> Result[T] | None:
        """Function that returns the decoder of the result; None if there is no result, as after a DELETE."""
        results = (result for result in self.results.values() if result is not None)
        return None if self.method == "DELETE" else next(results, None)

    def value(self, response: httpx.Response) -> T:
        """Return the result from the response that has it; raises as `Operation.parse` does."""
        results = dict.fromkeys(range(200, 300), self.decoder)
        reading: Operation[T] = Operation(self.id, "GET", self.path, fixed={}, results=results)
        return reading.parse(response)
