"""Planning of a package: every decision about what is written for a document.

The engine contributes types and names; the document contributes what the engine does not know: unions, read-only
members, secrets, open enumerations, pages.
"""

from __future__ import annotations

from ..engine import ParsedDocument
from ..problems import GenerationError
from .models import ModelPlanner
from .name_clashes import name_clashes
from .operations import OperationPlanner
from .package_plan import PackagePlan
from .parsed_schemas import ParsedSchemas

__all__ = ["plan"]


def plan(parsed: ParsedDocument, api_version: str, own: str = "") -> PackagePlan:
    """Plan the package of a document.

    Args:
        parsed: the document and what the engine created from it.
        api_version: its version.
        own: the resource of the operations that are methods of the client itself.

    Raises:
        GenerationError: two things would have one name, or a schema has no Python type.
    """
    schemas = ParsedSchemas(parsed)
    models = ModelPlanner(schemas)
    operations = OperationPlanner(parsed, schemas, own)
    planned = PackagePlan(
        api_version,
        operations.fixed,
        parsed.document.get("x-rates", {}),
        models.models(),
        models.enumerations(),
        models.aliases(),
        operations.resources(),
    )
    if problems := name_clashes(planned):
        raise GenerationError(problems)
    return planned
