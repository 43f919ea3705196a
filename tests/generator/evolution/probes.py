"""Probes of user code: one line for each use of a package, which a type checker accepts or refuses."""

from __future__ import annotations

from iotcentral_generator.evolution.python_names.face import Face, Use, UseKey

__all__ = ["HEADER", "probe"]

HEADER = """\
from __future__ import annotations
import datetime
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal
from iotcentral import Pager, Poller
from iotcentral._core.etags import IfMatch
from iotcentral._core.types import Unset
from iotcentral.filters import Field, Filter, OrderBy
from {package} import {client} as Client, models
"""


def probe(face: Face, key: UseKey, number: int) -> str:
    """Return a function on one line that uses a name in one way."""
    use = face.uses[key]
    owner, _, own = use.name.removesuffix("()").partition("(")[0].rpartition(".")
    is_model = owner.startswith("models") and owner != "models"
    whole = use.name.partition("(")[0]
    keyword = own if use.way != "accepts" else use.own
    bodies = {
        "name": f"app: Client) -> object: return {whole}",
        "call": f"app: Client, given: Any) -> None: {whole}({_required(use)})",
        "accepts": f"app: Client, value: {use.type}, rest: dict[str, Any]) -> None: {whole}({keyword}=value, **rest)",
        "is": f"value: {whole}) -> {use.type}: return value",
        "gives": f"value: {owner}) -> None: x: {use.type} = value.{own}"
        if is_model
        else f"app: Client) -> Callable[..., {use.type}]: return {whole}",
    }
    if use.way == "gives" and use.type == "None":
        bodies["gives"] = f"app: Client, rest: dict[str, Any]) -> None: {whole}(**rest)"
    return f"def probe_{number}({bodies[use.way]}"


def _required(use: Use) -> str:
    return ", ".join(f"{name}=given" for _, name in use.required)
