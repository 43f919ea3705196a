"""Advice for those who import a client from the runtime: the packages that have it, or the one to install."""

from __future__ import annotations

__all__ = ["advise_on_import"]

_CLIENTS = frozenset({"AsyncIoTCentral", "IoTCentral"})


def advise_on_import(runtime: str, name: str) -> None:
    """Raise an error that says where a client is imported from; do nothing about other names.

    Args:
        runtime: name of the runtime's distribution, with which those of the packages begin.
        name: what was imported from it.

    Raises:
        ImportError: it is a client. (The message of an AttributeError would be lost in `from … import …`.)
    """
    if name not in _CLIENTS:
        return
    from importlib.metadata import distributions  # takes longer to load than the rest of the runtime

    found = {str(each.metadata["Name"]) for each in distributions()}
    installed = sorted(package.replace("-", "_") for package in found if package.startswith(f"{runtime}-v"))
    here = " or ".join(f"`from {package} import {name}`" for package in installed)
    raise ImportError(
        f"{runtime} is the runtime; {name} is in the package of an api-version: "
        + (here or f"`pip install {runtime}-v<api-version>`, then `from {runtime}_v<api_version> import {name}`"),
        name=runtime,
    )
