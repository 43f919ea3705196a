"""Fingerprint of a run that nobody named: what is called, and on which application."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from .._core.client import ApplicationClient
from .._core.resource import ResourceBase

if TYPE_CHECKING:
    from .._core.session import SessionBase

__all__ = ["identity_of"]


def identity_of(call: Any) -> str:
    """Return a text that is the same in every run of a program, and another one for another call.

    It is the qualified name of the callable; of a lambda, also the names that it uses, since all lambdas of one
    function have one name; and the addresses of the clients that it refers to. Values, such as the content of a patch,
    are not part of it: one that was mended must not make the checkpoint useless.
    """
    function = call
    while isinstance(function, partial):
        function = function.func
    name: str = getattr(function, "__qualname__", type(function).__qualname__)
    code = getattr(function, "__code__", None)
    used = sorted({*code.co_names, *code.co_freevars}) if code is not None and "<lambda>" in name else []
    addresses = sorted({address for value in _values(call) if (address := _address(value)) is not None})
    return " ".join([name, *used, *addresses])


def _values(call: Any) -> Iterator[Any]:
    """Return what a callable refers to."""
    if isinstance(call, partial):
        yield from call.args
        yield from call.keywords.values()
        yield from _values(call.func)
        return
    yield getattr(call, "__self__", None)
    for cell in getattr(call, "__closure__", None) or ():
        try:
            yield cell.cell_contents
        except ValueError:  # not filled yet
            continue
    known = getattr(call, "__globals__", {})
    for name in getattr(getattr(call, "__code__", None), "co_names", ()):
        yield known.get(name)


def _address(value: Any) -> str | None:
    if isinstance(value, ApplicationClient):
        return cast("ApplicationClient[SessionBase]", value).base_url
    if isinstance(value, ResourceBase):
        return cast("ResourceBase[SessionBase]", value).session.base_url
    return None
