"""Helper process that runs jq programs: a request and an answer in JSON, a line each.

It is started by its path, and imports nothing of the project. A request is `{"program", "input"}`, without an input it is to
check the program; the answer is `{"results"}` or `{"error"}`. An empty line says that it is ready.
"""

from __future__ import annotations

import json
import os
import sys
from functools import lru_cache
from importlib import import_module
from itertools import islice
from typing import Any

_MOST_RESULTS = 1000
_MEMORY = 512 * 1024 * 1024
"""Bytes that a program may use."""


def _limit() -> None:
    """Keep the process from taking the machine's memory, and from writing files; a parent limits its time."""
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@lru_cache(maxsize=64)
def _compiled(program: str) -> Any:
    return _jq().compile(program)


def _jq() -> Any:
    """Return the library: here and not above, as the emulator imports all its modules, and runs without it too."""
    return import_module("jq")  # it has no types


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    try:
        program = _compiled(request["program"])
        if "input" not in request:
            return {"results": []}
        results: list[Any] = list(islice(program.input_value(request["input"]), _MOST_RESULTS + 1))
    except ValueError as error:
        return {"error": str(error)}
    except MemoryError:
        return {"error": "it takes too much memory"}
    if len(results) > _MOST_RESULTS:
        return {"error": f"it has more than {_MOST_RESULTS:,} results"}
    return {"results": results}


def main() -> None:
    """Answer requests until there are no more."""
    _jq()  # before there are limits
    _limit()
    os.environ.clear()  # Python itself puts something in
    print(flush=True)
    for line in sys.stdin:
        print(json.dumps(_answer(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
