"""The `slow` mark: tests that reach a server, a process or a generation, or draw examples, as their code says.

A test's function and its fixtures are followed through the functions and classes of this workspace that they name.
"""

from __future__ import annotations

import http.server
import inspect
import socket
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pytest

__all__ = ["mark_slow"]

_OURS = ("tests", "iotcentral_testkit", "iotcentral_generator")
_STARTERS = (socket.create_server, socket.socket, subprocess, http.server.ThreadingHTTPServer)


def mark_slow(items: list[pytest.Item]) -> None:
    """Put the mark on the tests that it is for."""
    for item in items:
        if isinstance(item, pytest.Function) and _is_slow(item):
            item.add_marker(pytest.mark.slow)


def _is_slow(item: pytest.Function) -> bool:
    definitions = item._fixtureinfo.name2fixturedefs.values()
    fixtures = (definition.func for several in definitions for definition in several)
    drawn = hasattr(item.obj, "hypothesis") or hasattr(item.cls, "settings")
    return drawn or any(_starts(inspect.unwrap(each)) for each in (item.obj, *fixtures))


def _starts(function: Any) -> bool:
    function = getattr(function, "__func__", function)
    return isinstance(function, FunctionType) and _reaches(function)


@cache
def _reaches(start: FunctionType) -> bool:
    """Return whether a function leads to something that starts."""
    todo, seen = [start], {start}
    while todo:
        for found in _named(todo.pop()):
            ancestors = found.__mro__ if isinstance(found, type) else (found,)
            if any(each is starter for each in ancestors for starter in _STARTERS):
                return True
            for function in _functions(found):
                if function not in seen:
                    seen.add(function)
                    todo.append(function)
    return False


def _functions(found: Any) -> Iterator[FunctionType]:
    """Return the functions of this workspace that something stands for; a class stands for its methods."""
    if not str(getattr(found, "__module__", "")).startswith(_OURS):
        return
    if isinstance(found, type):
        for base in found.__mro__:
            yield from (value for value in vars(base).values() if isinstance(value, FunctionType) and _ours(value))
    elif callable(found):
        found = inspect.unwrap(found)
        if isinstance(found, FunctionType) and _ours(found):
            yield found


def _ours(function: FunctionType) -> bool:
    return function.__module__.startswith(_OURS)


def _named(function: FunctionType) -> Iterator[Any]:
    """Return what the names in a function's code stand for, attributes of modules included."""
    names = set(_names(function.__code__))
    for name in names:
        found = function.__globals__.get(name)
        yield found
        if isinstance(found, ModuleType):
            yield from (vars(found)[attribute] for attribute in names & vars(found).keys())
    for module in {sys.modules.get(name) for name in names}:
        if module is subprocess:
            yield module


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)
