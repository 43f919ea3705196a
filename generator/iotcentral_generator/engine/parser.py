"""Parser of the engine, openapi-python-client, without silent omissions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError, ParseError
from openapi_python_client.parser.properties import Property
from openapi_python_client.schema.untrusted_string import UntrustedString

from ..document.nodes import Key
from ..problems import GenerationError, Problem
from .lowering import lower
from .skeleton import skeleton
from .wire_names import decoded

__all__ = ["REVIEWED_ENGINE", "ParsedDocument", "engine_config", "parse", "raw_name"]

REVIEWED_ENGINE = "0.29.1"
"""The version of openapi-python-client for which this package was written and reviewed."""


class ParsedDocument(NamedTuple):
    """A document in the engine's terms, and what the engine created from it.

    Attributes:
        document: the lowered document.
        data: the engine's classes and endpoints, under the names of `wire_names`.
        components: key of a nested schema → its component in the lowered document.
    """

    document: dict[str, Any]
    data: GeneratorData
    components: Mapping[Key, str]


def parse(document: dict[str, Any]) -> ParsedDocument:
    """Parse a projected document with the engine.

    Raises:
        GenerationError: the engine warns of anything; it would omit that part.
    """
    lowered = lower(document)
    data = GeneratorData.from_dict(skeleton(lowered.document), config=engine_config())
    if isinstance(data, GeneratorError):
        raise GenerationError([_problem(data)])
    errors: list[GeneratorError | ParseError] = [*data.errors]
    errors += [error for found in data.endpoint_collections_by_tag.values() for error in found.parse_errors]
    if errors:
        raise GenerationError(map(_problem, errors))
    return ParsedDocument(lowered.document, data, lowered.components)


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


def _problem(error: GeneratorError | ParseError) -> Problem:
    text = " ".join(f"{error.header or ''} {error.detail or ''}".split())
    return Problem("S201", f"the engine cannot use a part of the document: {decoded(text)}")
