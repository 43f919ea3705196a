"""Parser of the engine, openapi-python-client, without silent omissions."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError, ParseError
from openapi_python_client.parser.properties import Property
from openapi_python_client.schema.untrusted_string import UntrustedString

from ..document.nodes import Key
from ..problems import GenerationError, Position, Problem
from .lowering import lower
from .skeleton import skeleton
from .wire_names import decoded

__all__ = ["REVIEWED_ENGINE", "ParsedDocument", "engine_config", "parse", "raw_name"]

REVIEWED_ENGINE = "0.29.1"
"""The version of openapi-python-client for which this package was written and reviewed."""


Locate = Callable[[Key], Position | None]
"""A function that returns where the node with a key is authored."""

_ENDPOINT = re.compile(r"parsing (?P<method>[A-Z]+) (?P<path>/\S*) within")
_COMPONENT = re.compile(r"/components/(?P<kind>\w+)/(?P<name>[^\s:]+)")
_SCHEMA = re.compile(r"process schema (?P<name>[^\s:]+)")
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")


class ParsedDocument(NamedTuple):
    """A document in the engine's terms, and what the engine created from it.

    Attributes:
        document: the lowered document.
        data: the engine's classes and endpoints, under the names of `wire_names`.
        components: key of a nested schema → its component in the lowered document.
        locate: returns where a node of the lowered document is authored.
    """

    document: dict[str, Any]
    data: GeneratorData
    components: Mapping[Key, str]
    locate: Locate = lambda _: None


def parse(document: dict[str, Any], locate: Locate = lambda _: None) -> ParsedDocument:
    """Parse a projected document with the engine.

    Args:
        document: the document.
        locate: returns where a node of the document is authored.

    Raises:
        GenerationError: the engine warns of anything; it would omit that part.
    """
    lowered = lower(document)
    written = document["components"].get("schemas", {})
    nested = {name: key for key, name in reversed(list(lowered.components.items())) if name not in written}
    locate = _located(locate, nested)
    data = GeneratorData.from_dict(skeleton(lowered.document), config=engine_config())
    if isinstance(data, GeneratorError):
        raise GenerationError([_problem(data, locate)])
    errors: list[GeneratorError | ParseError] = [*data.errors]
    errors += [error for found in data.endpoint_collections_by_tag.values() for error in found.parse_errors]
    if errors:
        raise GenerationError(_problem(error, locate) for error in errors)
    return ParsedDocument(lowered.document, data, lowered.components, locate)


def _located(locate: Locate, nested: Mapping[str, Key]) -> Locate:
    """Return the positions of the nodes of a lowered document, in which nested schemas have become components."""

    def position(key: Key) -> Position | None:
        while key[:2] == ("components", "schemas") and key[2:3] and (place := nested.get(str(key[2]))):
            key = (*place, *key[3:])
        return locate(key)

    return position


def engine_config() -> Config:
    """Return the engine's settings; none of them depends on the document."""
    return Config.from_sources(
        ConfigFile(use_path_prefixes_for_title_model_names=False),
        MetaType.NONE,
        document_source=Path("openapi.json"),
        file_encoding="utf-8",
        overwrite=True,
        output_path=None,
    )


def raw_name(prop: Property) -> str:
    """Return the name in the document of one of the engine's properties."""
    name = prop.name
    return decoded(name.get_untrusted_value() if isinstance(name, UntrustedString) else str(name))


def _problem(error: GeneratorError | ParseError, locate: Locate) -> Problem:
    text = " ".join(f"{error.header or ''} {error.detail or ''}".split())
    message = f"no package can be made from this: {_ADDRESS.sub('', decoded(text))}; author it otherwise"
    return Problem("S201", message, locate(_key_in(text)))


def _key_in(text: str) -> Key:
    """Return the key of the node that a message of the engine names, () if it names none."""
    if found := _ENDPOINT.search(text):
        return ("paths", decoded(found["path"]), found["method"].lower())
    if found := _COMPONENT.search(text):
        return ("components", found["kind"], decoded(found["name"]))
    if found := _SCHEMA.search(text):
        return ("components", "schemas", decoded(found["name"]).rpartition("/")[2])
    return ()
