"""Discriminated unions of a published version, compared with the authored ones, and merged into them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from ...document.nodes import Key, Schema
from ...document.schemas import SCHEMAS
from .authored_objects import AuthoredObjects
from .merge_target import MergeTarget
from .published_schemas import PublishedSchemas
from .schema_forms import tags_of

__all__ = ["UnionMerge"]


class SchemaComparison(Protocol):
    """What the comparison of unions needs of that of schemas, which rests on it in turn."""

    def schema(self, key: Key, published: Any, what: str) -> None:
        """Compare the authored schema at a key with a published one."""

    def component(self, own: str, name: str) -> None:
        """Compare an authored component with a published one."""

    def common_parts(self, authored: Schema, published: Schema) -> dict[str, str]:
        """Compare the components that an object includes in both; return authored name → published name."""

    def need(self, name: str, file: Any) -> None:
        """Add a published component if it is not authored."""

    def need_all(self, node: Any, file: Any) -> None:
        """Add the components to which a new node refers."""


class UnionMerge:
    """The comparison of unions: their tags, their variants, and what all variants share.

    Args:
        target: the document that is edited.
        published: the schemas of the version.
        schemas: the comparison of the schemas that a union holds.
    """

    def __init__(self, target: MergeTarget, published: PublishedSchemas, schemas: SchemaComparison) -> None:
        self._target = target
        self._published = published
        self._schemas = schemas
        self._objects = AuthoredObjects(target)

    def merge(self, key: Key, authored: Schema, published: Schema, what: str) -> None:
        """Compare an authored union with a published one, and edit what differs."""
        own = authored["discriminator"].get("mapping", {})
        others: dict[str, str] = published["discriminator"]["mapping"]
        tag_name = published["discriminator"]["propertyName"]
        if authored["discriminator"].get("propertyName") != tag_name:
            self._target.patch(key, {"discriminator": {"propertyName": tag_name}})
        own = self._with_new_tags(key, own, others)
        for tag, target in others.items():
            name = target.removeprefix(SCHEMAS)
            if tag not in own:
                self._add_variant(key, tag, name, what)
            elif self._is_another(str(own[tag]).removeprefix(SCHEMAS), name):
                self._add_variant(key, tag, name, what, replaced=True)
            else:
                self._same_variant(str(own[tag]).removeprefix(SCHEMAS), name)
        wanted = {self._target.authored_name(target.removeprefix(SCHEMAS)) for target in others.values()}
        for reference in dict.fromkeys(map(str, own.values())):
            self._mark_variant(key, reference, what, present=reference.removeprefix(SCHEMAS) in wanted)
        self._shared(key, authored, published, what)

    def _with_new_tags(self, key: Key, own: Mapping[str, Any], others: Mapping[str, str]) -> Mapping[str, Any]:
        """Set the tags that the variants have in the version; return the tags with their variants."""
        found = dict(own)
        for tag, target in others.items():
            name = SCHEMAS + self._target.authored_name(target.removeprefix(SCHEMAS))
            former = next((each for each, known in own.items() if known == name and each not in others), None)
            if tag not in own and former is not None:
                self._target.patch(key, {"discriminator": {"mapping": {former: None, tag: target}}})
                self._target.note(f"the tag {former} of {name.removeprefix(SCHEMAS)} is {tag}")
                found[tag] = found.pop(former)
        return found

    def _is_another(self, own: str, name: str) -> bool:
        """Return whether a variant of a tag is another schema than the authored one, one that is authored too."""
        return self._target.knows_schema(name) and self._target.authored_name(name) != own

    def _same_variant(self, own: str, name: str) -> None:
        """Compare the variants of a tag, which says that they are the same one, whatever their names."""
        another = self._target.name_now(own) != name and own not in self._published
        if another and not self._target.knows_schema(name):
            self._target.rename_schema(own, name)
        self._schemas.component(own, name)

    def _mark_variant(self, key: Key, reference: str, what: str, *, present: bool) -> None:
        component: Key = ("components", "schemas", reference.removeprefix(SCHEMAS))
        items = self._target.at((*key, "oneOf")) or []
        index = next((i for i, item in enumerate(items) if item.get("$ref") == reference), None)
        marked = self._target.at(component)
        if isinstance(marked, dict) and marked.keys() & {"x-since", "x-until", "x-stable"}:
            self._target.mark(component, f"variant {component[2]} of {what}", present=present)
        elif index is not None:
            self._target.mark((*key, "oneOf", index), f"variant {component[2]} of {what}", present=present)

    def _add_variant(self, key: Key, tag: str, name: str, what: str, *, replaced: bool = False) -> None:
        self._schemas.need(name, self._target.file_of(key))
        reference = {"$ref": SCHEMAS + name}
        if reference["$ref"] not in [item.get("$ref") for item in self._target.at((*key, "oneOf")) or []]:
            self._target.append((*key, "oneOf"), reference, f"variant {name} of {what}")
        if replaced:  # the tag belongs to another variant in other versions
            self._target.patch(key, {"discriminator": {"mapping": {tag: SCHEMAS + name}}})
        else:
            self._target.set((*key, "discriminator", "mapping"), tag, SCHEMAS + name)

    def _shared(self, key: Key, authored: Schema, published: Schema, what: str) -> None:
        """Compare the members that all variants share; an authored variant may have them itself."""
        own = dict(self._objects.members_of(key))
        common = self._schemas.common_parts(authored, published)
        elsewhere = self._published.members_of_all(common.values())
        variants: list[Key] = [
            ("components", "schemas", str(r).removeprefix(SCHEMAS)) for r in tags_of(authored).values()
        ]
        everywhere = [{name for name, _ in self._objects.members_of(variant)} for variant in variants]
        for name, schema in self._published.members_of(published).items():
            if name in own and own[name].key:
                self._target.mark(own[name].key, f"{what}.{name}", present=True)
                self._schemas.schema(own[name].key, schema, f"{what}.{name}")
            elif name not in {*own, *elsewhere} and not (everywhere and all(name in names for names in everywhere)):
                self._schemas.need_all(schema, self._target.file_of(key))
                self._target.add((*key, "properties"), name, schema, f"{what}.{name}")
        heirs = [self._published.get(str(r).removeprefix(SCHEMAS), {}) for r in tags_of(published).values()]
        left = [self._published.members_of(schema).keys() for schema in (published, *heirs)]
        self._shared_required(key, authored, published, variants, common)
        for name, member in own.items():
            gone = name not in left[0] and not all(name in members for members in left[1:])
            if gone and member.key[: len(key)] == key and self._target.has(member.key):
                self._target.mark(member.key, f"{what}.{name}", present=False)

    def _shared_required(
        self, key: Key, authored: Schema, published: Schema, variants: list[Key], common: Mapping[str, str]
    ) -> None:
        """Compare which of the members that all variants share are required; variants and parts may say it themselves."""
        have = list(authored.get("required", []))
        parts = {n for other in common.values() for n in self._published.required_of(self._published[other])}
        want = {n for n in self._published.required_of(published) if n in have or n not in parts}
        said = [{*self._objects.required_of(variant)} - {*have} for variant in variants]
        heirs = [self._published.get(str(r).removeprefix(SCHEMAS), {}) for r in tags_of(published).values()]
        theirs = [{*self._published.required_of(heir)} for heir in heirs]
        new = [name for name in sorted(want - {*have}) if not (said and all(name in names for names in said))]
        kept = [name for name in have if name in want or all(name in names for names in theirs)]
        if new or kept != have:
            self._target.patch(key, {"required": [*kept, *new] or None})
