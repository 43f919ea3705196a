"""Plan of a package: its resources, models and names, as plain data."""

from __future__ import annotations

import builtins
from dataclasses import dataclass, field

from ..document.nodes import Key
from .model_plan import AliasPlan, EnumerationPlan, ModelPlan
from .naming import reserved
from .operation_plan import OperationPlan

__all__ = ["PackagePlan", "ResourcePlan"]


@dataclass(frozen=True)
class ResourcePlan:
    """The operations of one prefix of operationIds; `own`: those without one, which are the client's own methods.

    Attributes:
        name: the name of the class.
        attribute: the attribute of the client.
        module: its module, in each of the folders of resources.
        variable: the name of a variable for an object of the class.
    """

    name: str
    attribute: str
    module: str
    variable: str
    description: str
    operations: tuple[OperationPlan, ...]
    own: bool = False

    @property
    def hidden(self) -> frozenset[str]:
        """The built-in names that are hidden within the class, because a method is called so."""
        methods = {name for operation in self.operations for name in operation.methods}
        return frozenset(methods & set(dir(builtins)))

    @property
    def shadowed(self) -> frozenset[str]:
        """The names of what methods call that a parameter has, so that the module imports it under another name."""
        parameters = {parameter.attribute for operation in self.operations for parameter in operation.parameters}
        return reserved("helpers") & parameters


@dataclass(frozen=True)
class PackagePlan:
    """Everything that is written for one api-version.

    Attributes:
        fixed: query parameters with a single value, such as the api-version.
        rates: name → `requests` and `seconds` of a rate limit (`x-rates`).
        classes: key of a schema in the document → its class in its module.
    """

    api_version: str
    fixed: dict[str, str]
    rates: dict[str, dict[str, float]]
    models: tuple[ModelPlan, ...]
    enumerations: tuple[EnumerationPlan, ...]
    aliases: tuple[AliasPlan, ...]
    resources: tuple[ResourcePlan, ...]
    classes: dict[Key, str] = field(default_factory=dict)

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
    def exports(self) -> dict[str, tuple[str, str]]:
        """The public names of the models, each with its module and its name there."""
        found = {schema.public: (schema.module, schema.name) for schema in self.schemas}
        found |= {model.unknown: (model.module, model.unknown) for model in self.models if model.variants}
        return dict(sorted(found.items()))

    @property
    def modules(self) -> dict[str, str]:
        """The modules of the models, by the names that their classes have there."""
        return {schema.name: schema.module for schema in self.schemas}
