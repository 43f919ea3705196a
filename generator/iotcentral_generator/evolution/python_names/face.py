"""Python face of a package: every way in which a user's program can use a name of it, as a type checker sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...document.nodes import Node
from ...plan.model_plan import EnumerationPlan, MemberPlan, ModelPlan
from ...plan.operation_plan import OperationPlan, ParameterPlan
from ...plan.package_plan import PackagePlan, ResourcePlan
from ..places import Place
from .class_places import class_places, derived_patches

__all__ = ["Face", "Use", "UseKey", "python_face"]

UseKey = tuple[Place, str, str]
"""A place of the document, the form in which Python has it (`patch`, `resume`, …), and the way of using it."""


class Use(NamedTuple):
    """A way of using a name.

    Attributes:
        key: what it is the use of.
        name: the name with those around it: `app.devices.list`, `models.Device.display_name`.
        own: its last part.
        parent: the use without which this one is impossible.
        type: the annotation of what is passed (`accepts`) or returned (`gives`), or the base class (`is`).
        required: for `call`, the places of what has to be passed, each with its name.
        also: other places that the use depends on.
    """

    key: UseKey
    name: str
    own: str
    parent: UseKey | None = None
    type: str = ""
    required: tuple[tuple[Place, str], ...] = ()
    also: tuple[Place, ...] = ()

    @property
    def way(self) -> str:
        """One of `name`, `call`, `accepts`, `gives`, `is`."""
        return self.key[2]

    @property
    def is_class(self) -> bool:
        """Whether it is the name of a model, an enumeration or an alias."""
        return self.way == "name" and self.parent is None and self.name.startswith("models.")


class Face(NamedTuple):
    """All uses of a package, by their keys, and the base class of each class."""

    uses: dict[UseKey, Use]
    bases: dict[str, tuple[str, ...]]


def python_face(plan: PackagePlan, document: Node) -> Face:
    """Return the face of a package.

    Args:
        plan: its plan.
        document: the document that it is planned from.
    """
    writer = _FaceWriter(plan, document)
    uses = {use.key: use for use in writer.uses()}
    return Face(uses, writer.bases())


class _FaceWriter:
    def __init__(self, plan: PackagePlan, document: Node) -> None:
        self._plan = plan
        self._places = class_places(plan, document)
        self._patches = derived_patches(document)
        self._public = {schema.name: schema.public for schema in plan.schemas}
        names = sorted(map(re.escape, self._public), key=len, reverse=True)
        self._known = re.compile(rf"(?<![\w.\"'])({'|'.join(names) or '(?!)'})(?![\w\"'])")

    def uses(self) -> Iterator[Use]:
        for model in self._plan.models:
            yield from self._model(model)
        for enumeration in self._plan.enumerations:
            yield from self._enumeration(enumeration)
        for alias in self._plan.aliases:
            yield self._class(alias.name, alias.public)
        for resource in self._plan.resources:
            yield from self._resource(resource)

    def bases(self) -> dict[str, tuple[str, ...]]:
        """Return class → its base classes, also of a closed enumeration."""
        found = {
            f"models.{model.public}": tuple(f"models.{self._public[base]}" for base in model.bases)
            for model in self._plan.models
        }
        closed = [each for each in self._plan.enumerations if not each.open]
        return found | {f"models.{each.public}": ("str" if each.base == "StrEnum" else "int",) for each in closed}

    def _place(self, name: str) -> tuple[Place, str]:
        places = self._places.get(name, [("schema", name)])
        if len(places[0]) == 2 and places[0][1] in self._patches:
            return self._patches[places[0][1]], "patch"
        shared = len(places) > 1 or places[0][0] == "operation"  # an enumeration that several places have inline
        return (("schema", name), "") if shared else (places[0], "")

    def _class(self, name: str, public: str) -> Use:
        place, form = self._place(name)
        also = tuple(self._places.get(name, ()))
        return Use((place, form, "name"), f"models.{public}", public, also=also)

    def _model(self, model: ModelPlan) -> Iterator[Use]:
        whole = self._class(model.name, model.public)
        place, form, _ = whole.key
        yield whole
        if model.variants:
            yield Use((place, "unknown", "name"), f"models.{model.unknown}", model.unknown)
        for index, base in enumerate(model.bases):
            key: UseKey = (place, f"{form}<{index}", "is")
            yield Use(key, whole.name, model.public, whole.key, f"models.{self._public[base]}")
        settable = [m for m in model.members if not m.read_only and not self._is_tag(model, m)]
        required = tuple(((*place, m.key), m.attribute) for m in settable if m.required)
        yield Use((place, form, "call"), f"{whole.name}()", model.public, whole.key, required=required)
        for member in model.members:
            at = (*place, member.key)
            read = Use((at, form, "gives"), f"{whole.name}.{member.attribute}", member.attribute, whole.key)
            yield read._replace(type=self._qualified(member.annotation))
            if member in settable:
                name = f"{whole.name}({member.attribute}=)"
                passed = Use((at, form, "accepts"), name, member.attribute, whole.key)
                yield passed._replace(type=_without_unset(self._qualified(member.annotation)))

    @staticmethod
    def _is_tag(model: ModelPlan, member: MemberPlan) -> bool:
        return member.key in model.tags

    def _enumeration(self, enumeration: EnumerationPlan) -> Iterator[Use]:
        whole = self._class(enumeration.name, enumeration.public)
        place, form, _ = whole.key
        yield whole
        for constant, value, _ in enumeration.values:
            key = ((*place, f"={value}"), form, "name")
            also = tuple((*each, f"={value}") for each in whole.also)
            yield Use(key, f"{whole.name}.{constant}", constant, whole.key, also=also)

    def _resource(self, resource: ResourcePlan) -> Iterator[Use]:
        prefix_of_ids = resource.operations[0].id.partition("_")[0]
        key: UseKey = (("resource", prefix_of_ids), "", "name")
        prefix = "app." if resource.own else f"app.{resource.attribute}."
        if not resource.own:
            yield Use(key, f"app.{resource.attribute}", resource.attribute)
        for operation in resource.operations:
            yield from self._method(operation, prefix, None if resource.own else key)

    def _method(self, operation: OperationPlan, prefix: str, parent: UseKey | None) -> Iterator[Use]:
        place = ("operation", operation.id)
        name = prefix + operation.methods[0]
        whole: UseKey = (place, "", "name")
        yield Use(whole, name, operation.methods[0], parent)
        yield Use((place, "", "gives"), f"{name}()", operation.methods[0], whole, self._returned(operation))
        for other in operation.methods[1:]:
            yield Use((place, "resume", "name"), prefix + other, other, parent)
        planned = {parameter.attribute: parameter for parameter in operation.parameters if not parameter.client}
        required = []
        for written in operation.signature:
            own, colon, rest = written.partition(": ")
            if not colon:
                continue
            at = _parameter_place(place, planned.get(own))
            annotation, default, _ = rest.partition(" = ")
            if not default:
                required.append((at, own))
            passed = Use((at, "", "accepts"), f"{name}({own}=)", own, whole)
            yield passed._replace(type=_without_unset(annotation))
        yield Use((place, "", "call"), f"{name}()", operation.methods[0], whole, required=tuple(required))

    def _returned(self, operation: OperationPlan) -> str:
        value = self._qualified(operation.value.annotation) if operation.value else "None"
        if operation.item:
            return f"Pager[{value}]"
        if operation.final_state:
            return f"Poller[{value}]"
        return f"Subscription[{value}]" if operation.payload else value

    def _qualified(self, annotation: str) -> str:
        return self._known.sub(lambda found: f"models.{self._public[found[1]]}", annotation)


def _parameter_place(operation: Place, parameter: ParameterPlan | None) -> Place:
    return (*operation, "body") if parameter is None else (*operation, parameter.place, parameter.key)


def _without_unset(annotation: str) -> str:
    return annotation.removesuffix(" | Unset")
