"""Reads payloads and times it, in a process and an environment of its own.

Run as a script with the name of a reader and the folder that its package is in. It is told what to do by JSON lines on
standard input, and answers each with one on standard output; so the processes of several readers can take turns.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from time import process_time
from typing import Any

Read = Callable[[bytes], Any]


def ours(folder: str, collection: str) -> Read:
    """Read as a call of our clients does."""
    import orjson
    from iotcentral_testkit.openapi.planes import DATA

    models = import_module(f"{[*DATA.packages.values()][-1]}.models")
    decode = getattr(models, collection).decode
    return lambda raw: decode(orjson.loads(raw))


def parsed(folder: str, collection: str) -> Read:
    """Read into plain dicts and lists with the fastest parser."""
    import orjson

    loads: Read = orjson.loads
    return loads


def openapi_python_client(folder: str, collection: str) -> Read:
    """Read as openapi-python-client's output does: `from_dict(response.json())`."""
    package = next(path.parent.name for path in Path(folder).glob("*/client.py"))
    from_dict = getattr(import_module(f"{package}.models"), collection).from_dict
    return lambda raw: from_dict(json.loads(raw))


def openapi_generator(folder: str, collection: str) -> Read:
    """Read as openapi-generator's output does: `ApiClient.response_deserialize` of a decoded body."""
    deserialize = import_module("openapi_client.api_client").ApiClient().deserialize
    return lambda raw: deserialize(raw.decode("utf-8"), collection, "application/json")


READERS = {read.__name__: read for read in (ours, parsed, openapi_python_client, openapi_generator)}


def tiles_read(collection: Any) -> list[tuple[str, str]]:
    """Return the tag of each tile of a list of dashboards, and the class that it was read as."""
    configurations = [
        getattr(tile.configuration, "actual_instance", tile.configuration)
        for dashboard in collection.value
        for tile in getattr(dashboard, "tiles", None) or []
    ]
    return [(str(getattr(each, "type", None)), type(each).__name__) for each in configurations]


def timed(read: Read, raw: bytes, seconds: float) -> float:
    """Return the CPU seconds of one reading, from as many as fit into `seconds`.

    What earlier readings left to collect is collected before, or a short series would pay for another's garbage.
    """
    gc.collect()
    count, started = 0, process_time()
    while True:
        read(raw)
        count += 1
        took = process_time() - started
        if took >= seconds:
            return took / count


def main(folder: str) -> None:
    """Answer until the input ends."""
    sys.path.insert(0, folder)
    opened: dict[tuple[str, str], tuple[Read, bytes]] = {}
    for line in sys.stdin:
        order = json.loads(line)
        key = order["reader"], order["collection"]
        try:
            if key not in opened:
                opened[key] = READERS[key[0]](folder, key[1]), Path(order["file"]).read_bytes()
                value = opened[key][0](opened[key][1])
                answer: Any = {"tiles": [] if key[0] == "parsed" else tiles_read(value)}
            else:
                answer = {"seconds": timed(*opened[key], order["seconds"])}
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
