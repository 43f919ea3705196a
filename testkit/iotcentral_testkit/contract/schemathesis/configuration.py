"""Configuration of Schemathesis for a run, from the options and the document; pure."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from ...openapi.api import Api
from ..engine.options import ContractOptions

__all__ = ["PHASES", "Pass", "base_url", "host", "passes", "settings"]

PHASES = ("examples", "coverage", "fuzzing", "stateful")
"""The phases of Schemathesis, in order."""

_QUICK_WALKS, _FULL_WALKS = 2, 6
"""Number of passes that follow the document's links."""

_SEMANTIC = ["2xx", "3xx", "400", "401", "403", "404", "409", "412", "415", "422", "429", "5xx"]
"""Statuses that are allowed for a request that fits its schema.

A schema cannot say that a template exists (422), that a filter names one of its capabilities (400), that an id is free (409)
or that an etag is the current one (412). That requests which *are* valid are accepted is checked with the body factories (IC301);
`not_a_server_error` checks 5xx.
"""

_REJECTED = ["400", "401", "403", "404", "405", "406", "409", "412", "413", "414", "415", "422", "428", "429", "5xx"]
"""Statuses that reject a request that breaks its schema, the one for an unusable etag among them."""

_UNKNOWN = frozenset({"options", "trace"})
"""Undocumented methods that are tried on paths without an id of the run: safe ones."""


class Pass(NamedTuple):
    """One pass of Schemathesis.

    Attributes:
        phases: of `PHASES`.
        seed: of its random numbers.
    """

    phases: tuple[str, ...]
    seed: int


def passes(options: ContractOptions) -> list[Pass]:
    """Return the passes of a run: one through the operations, and several along the links.

    Hypothesis gives up a walk along the links once a response differs from the time before, which every server
    with a state causes sooner or later; so there are several short walks instead of a long one.
    """
    walks = _QUICK_WALKS if options.quick else _FULL_WALKS
    *through, along = PHASES
    return [Pass(tuple(through), options.seed), *(Pass((along,), options.seed + 1 + number) for number in range(walks))]


def settings(
    api: Api, options: ContractOptions, left_out: Collection[str] = (), this: Pass | None = None
) -> dict[str, Any]:
    """Return the configuration in the format of Schemathesis's own files.

    Args:
        api: the document.
        options: of the run.
        left_out: operationIds that are not called.
        this: the pass; without one, all phases in one.
    """
    phases, seed = this or Pass(PHASES, options.seed)
    quick = options.quick
    return {
        "seed": seed,
        "base-url": base_url(options),
        "workers": 1,  # the same seed sends the same requests in the same order
        "tls-verify": str(options.ca) if options.ca is not None else True,
        "request-timeout": max(30.0, options.slow * 2),
        "continue-on-failure": True,  # one deviation must not hide another of the same operation
        "headers": {"Host": host(options)} if base_url(options) != options.url.rstrip("/") else {},
        "generation": {
            "max-examples": 3 if quick else 30,
            "no-shrink": quick,
            "database": "none",  # nothing is written to the working directory
        },
        "checks": _checks(options),
        "phases": {
            "examples": {"enabled": "examples" in phases},
            "fuzzing": {"enabled": "fuzzing" in phases},
            "coverage": {
                "enabled": "coverage" in phases,
                # a run that only reads sends GET requests only
                "unexpected-methods": []
                if options.read_only
                else ["get", "put", "post", "delete", "patch", "query", *sorted(_UNKNOWN)],
            },
            "stateful": {
                "enabled": "stateful" in phases,
                "max-steps": 6 if quick else 12,
                "generation": {"max-examples": 15 if quick else 25},
            },
        },
        "operations": _operations(api, options, left_out),
        **({"rate-limit": _rate(api, "default")} if options.throttled and "x-rates" in api.content else {}),
    }


def _checks(options: ContractOptions) -> dict[str, Any]:
    return {
        "positive_data_acceptance": {"expected-statuses": _SEMANTIC},
        "negative_data_rejection": {"expected-statuses": _REJECTED},
        "max_response_time": options.slow,
        # compares what two credentials see; roles and organizations have rules of their own (IC205 to IC207)
        "object_level_authorization": {"enabled": False},
    }


def _operations(api: Api, options: ContractOptions, left_out: Collection[str]) -> list[dict[str, Any]]:
    """Return the settings that differ by operation."""
    entries: list[dict[str, Any]] = []
    if left_out:
        entries.append({"include-operation-id": sorted(left_out), "enabled": False})
    bare = [operation.id for operation in api.operations.values() if not set(operation.names) - options.places.keys()]
    if not options.read_only:
        entries.append(
            {
                "include-operation-id": sorted(bare),
                "phases": {"coverage": {"unexpected-methods": sorted(_UNKNOWN)}},
            }
        )
    if options.throttled and "x-rates" in api.content:
        kinds = {operation.rate for operation in api.operations.values()} - {"default"}
        for kind in sorted(kinds):
            limited = [operation.id for operation in api.operations.values() if operation.rate == kind]
            entries.append({"include-operation-id": limited, "rate-limit": _rate(api, kind)})
    return entries


def _rate(api: Api, kind: str) -> str:
    rate = api.content["x-rates"][kind]
    return f"{max(1, int(rate['requests'] / rate['seconds']))}/s"


def host(options: ContractOptions) -> str:
    """Return the header Host: the name by which the server is addressed."""
    return urlsplit(options.url).netloc


def base_url(options: ContractOptions) -> str:
    """Return the base URL of requests; names below `localhost` are resolved to the machine itself."""
    parts = urlsplit(options.url.rstrip("/"))
    if parts.hostname is None or not parts.hostname.endswith(".localhost"):
        return parts.geturl()
    port = f":{parts.port}" if parts.port is not None else ""
    return parts._replace(netloc=f"127.0.0.1{port}").geturl()
