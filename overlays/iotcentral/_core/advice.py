"""Advice for those who import a client from the runtime: which packages have one."""

from __future__ import annotations

from importlib.metadata import distributions

__all__ = ["import_advice"]


def import_advice(runtime: str, client: str) -> str:
    """Return the message for the import of a client that is in the packages of the api-versions.

    Args:
        runtime: name of the runtime's distribution, with which those of the packages begin.
        client: name of the client.
    """
    found = {str(each.metadata["Name"]) for each in distributions()}
    installed = sorted(name.replace("-", "_") for name in found if name.startswith(f"{runtime}-v"))
    here = " or ".join(f"`from {name} import {client}`" for name in installed)
    return f"{runtime} is the runtime; {client} is in the package of an api-version: " + (
        here or f"`pip install {runtime}-v<api-version>`, then `from {runtime}_v<api_version> import {client}`"
    )
