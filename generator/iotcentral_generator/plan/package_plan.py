"""Plan of a package: its resources, models and names, as plain data."""

from __future__ import annotations

from dataclasses import dataclass

from .model_plan import AliasPlan, EnumerationPlan, ModelPlan
from .operation_plan import OperationPlan

__all__ = ["PackagePlan", "ResourcePlan"]


@dataclass(frozen=True)
class ResourcePlan:
    """The operations of one prefix of operationIds; `own`: those without one, which are the client's own methods."""

    name: str
    attribute: str
    description: str
    operations: tuple[OperationPlan, ...]
    own: bool = False


@dataclass(frozen=True)
class PackagePlan:
    """Everything that is written for one api-version.

    Attributes:
        fixed: query parameters with a single value, such as the api-version.
        rates: name → `requests` and `seconds` of a rate limit (`x-rates`).
    """

    api_version: str
    fixed: dict[str, str]
    rates: dict[str, dict[str, float]]
    models: tuple[ModelPlan, ...]
    enumerations: tuple[EnumerationPlan, ...]
    aliases: tuple[AliasPlan, ...]
    resources: tuple[ResourcePlan, ...]

    @property
    def own(self) -> ResourcePlan | None:
        """The operations that are methods of the client itself."""
        return next((resource for resource in self.resources if resource.own), None)

    @property
    def shape(self) -> str:
        """The structure of the client, in words."""
        shapes = {True: "its operations are its methods", False: "one attribute for each resource"}
        return ", and ".join(text for own, text in shapes.items() if any(r.own is own for r in self.resources))

    @property
    def schemas(self) -> tuple[ModelPlan | EnumerationPlan | AliasPlan, ...]:
        """Everything that is written for a schema of the document."""
        return (*self.models, *self.enumerations, *self.aliases)

    @property
    def exports(self) -> dict[str, str]:
        """The public names of the models, each with its module."""
        found = {schema.name: schema.module for schema in self.schemas}
        found |= {f"Unknown{model.name}": model.module for model in self.models if model.variants}
        return dict(sorted(found.items()))
