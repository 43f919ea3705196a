"""Planning of a package: every decision about what is written for a document.

The engine contributes types and names; the document contributes what the engine does not know: unions, read-only
members, secrets, open enumerations, pages.
"""

from __future__ import annotations

from ..document.nodes import Key
from ..engine import ParsedDocument
from ..problems import ProblemCollector
from .given_names import unusable_names
from .models import ModelPlanner
from .name_clashes import name_clashes
from .operations import OperationPlanner
from .package_plan import PackagePlan
from .parsed_schemas import ParsedSchemas

__all__ = ["plan"]


def plan(parsed: ParsedDocument, api_version: str, own: str = "", client: str = "") -> PackagePlan:
    """Plan the package of a document.

    Args:
        parsed: the document and what the engine created from it.
        api_version: its version.
        own: the resource of the operations that are methods of the client itself.
        client: the name of the client.

    Raises:
        GenerationError: it holds all problems: two things would have one name, or a schema has no Python type.
    """
    schemas = ParsedSchemas(parsed)
    collector = ProblemCollector()
    collector.problems += unusable_names(parsed, own)
    models = ModelPlanner(schemas, parsed.locate, collector)
    operations = OperationPlanner(parsed, schemas, own, client, collector)
    planned = PackagePlan(
        api_version,
        operations.fixed,
        parsed.document.get("x-rates", {}),
        models.models(),
        models.enumerations(),
        models.aliases(),
        operations.resources(),
        _classes(parsed, schemas),
    )
    collector.problems += name_clashes(planned, parsed.locate, schemas.schema_of)
    collector.raise_all()
    return planned


def _classes(parsed: ParsedDocument, schemas: ParsedSchemas) -> dict[Key, str]:
    """Return the classes of the schemas by their keys in the document; of components those that are called otherwise."""
    found = {key: schemas.names[component].local for key, component in parsed.components.items()}
    renamed = {name: names.local for name, names in schemas.names.items() if names.local != name}
    return found | {("components", "schemas", name): local for name, local in renamed.items()}
