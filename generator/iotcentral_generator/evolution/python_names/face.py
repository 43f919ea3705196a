"""Python face of a package: every way in which a user's program can use a name of it, as a type checker sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...document.nodes import Node
from ...plan.model_plan import EnumerationPlan, ModelPlan
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
    bases: dict[str, str]


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
        self._places = class_places(document)
        self._patches = derived_patches(document)
        names = sorted(plan.exports, key=len, reverse=True)
        self._known = re.compile(rf"(?<![\w.\"])({'|'.join(map(re.escape, names)) or '(?!)'})(?![\w\"])")

    def uses(self) -> Iterator[Use]:
        for model in self._plan.models:
            yield from self._model(model)
        for enumeration in self._plan.enumerations:
            yield from self._enumeration(enumeration)
        for alias in self._plan.aliases:
            yield self._class(alias.name)
        for resource in self._plan.resources:
            yield from self._resource(resource)

    def bases(self) -> dict[str, str]:
        found = {f"models.{model.name}": f"models.{model.base}" for model in self._plan.models if model.base}
        return found | {f"models.{each.name}": "str" for each in self._plan.enumerations if not each.open}

    def _place(self, name: str) -> tuple[Place, str]:
        if name in self._patches:
            return self._patches[name], "patch"
        places = self._places.get(name, [("schema", name)])
        shared = len(places) > 1 or places[0][0] == "operation"  # an enumeration that several places have inline
        return (("schema", name), "") if shared else (places[0], "")

    def _class(self, name: str) -> Use:
        place, form = self._place(name)
        also = tuple(self._places.get(name, ()))
        return Use((place, form, "name"), f"models.{name}", name, also=also)

    def _model(self, model: ModelPlan) -> Iterator[Use]:
        whole = self._class(model.name)
        place, form, _ = whole.key
        yield whole
        if model.variants:
            unknown = f"Unknown{model.name}"
            yield Use((place, "unknown", "name"), f"models.{unknown}", unknown)
        if model.base:
            yield Use((place, form, "is"), whole.name, model.name, whole.key, f"models.{model.base}")
        settable = [m for m in model.members if not m.read_only and m != model.tag]
        required = tuple(((*place, m.key), m.attribute) for m in settable if m.required)
        yield Use((place, form, "call"), f"{whole.name}()", model.name, whole.key, required=required)
        for member in model.members:
            at = (*place, member.key)
            read = Use((at, form, "gives"), f"{whole.name}.{member.attribute}", member.attribute, whole.key)
            yield read._replace(type=self._qualified(member.annotation))
            if member in settable:
                name = f"{whole.name}({member.attribute}=)"
                passed = Use((at, form, "accepts"), name, member.attribute, whole.key)
                yield passed._replace(type=_without_unset(self._qualified(member.annotation)))

    def _enumeration(self, enumeration: EnumerationPlan) -> Iterator[Use]:
        whole = self._class(enumeration.name)
        place, form, _ = whole.key
        yield whole
        for constant, value, _ in enumeration.values:
            key = ((*place, f"={value}"), form, "name")
            also = tuple((*each, f"={value}") for each in whole.also)
            yield Use(key, f"{whole.name}.{constant}", constant, whole.key, also=also)

    def _resource(self, resource: ResourcePlan) -> Iterator[Use]:
        key: UseKey = (("resource", resource.name), "", "name")
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
        return self._known.sub(r"models.\1", annotation)


def _parameter_place(operation: Place, parameter: ParameterPlan | None) -> Place:
    return (*operation, "body") if parameter is None else (*operation, parameter.place, parameter.key)


def _without_unset(annotation: str) -> str:
    return annotation.removesuffix(" | Unset")
