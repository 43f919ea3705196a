"""Schemas of a published version, compared with the authored ones, and merged into them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from ...document.marks import OWN_MARKS
from ...document.nodes import Key, Node, Schema, target_key
from ...document.schemas import SCHEMAS
from .authored_objects import AuthoredMember, AuthoredObjects
from .merge_target import MergeTarget
from .merge_unions import UnionMerge
from .published_schemas import PublishedSchemas
from .schema_forms import (
    NULL,
    are_objects,
    enumerating_word,
    is_rebuilt,
    kinds_of,
    references,
    takes_null_as_type,
    without_null,
    without_prose,
)

__all__ = ["SchemaMerge"]

_KEYWORDS = [
    "format",
    "pattern",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "default",
    "const",
]
_FLAGS = ("readOnly", "writeOnly", "deprecated")
_BESIDE = (*_FLAGS, "default")
"""Keywords that stand beside the choice between a schema and null."""


class SchemaMerge:
    """The comparison of schemas, each pair once."""

    def __init__(self, target: MergeTarget, document: Node, *, nullability: bool) -> None:
        self._target = target
        self._published = PublishedSchemas(document["components"]["schemas"])
        self._nullability = nullability
        self._done: set[tuple[Key, str]] = set()
        self._unions = self._published.members_of_variants()
        self._objects = AuthoredObjects(target)

    # --- pairs

    def schema(self, key: Key, published: Any, what: str) -> None:
        """Compare the authored schema at a key with a published one, and edit what differs."""
        if not isinstance(published, dict) or "x-elsewhere" in published:
            return
        outer = key
        self._target.described(key, published)
        key, authored, may_be_null = self._without_null(key)
        published, null = without_null(published)
        null = null or (may_be_null and not self._nullability)
        if may_be_null != null and (not takes_null_as_type(authored) or outer != key):
            self._null_beside(outer, published, null=null)
            return
        name, other = authored.get("$ref"), published.get("$ref")
        if other is not None:
            self._compare_references(key, name, published)
            self._read_only(key, authored, published)
            return
        if name is not None:
            component = ("components", "schemas", str(name).removeprefix(SCHEMAS))
            if self.same(component, published):
                self._read_only(key, authored, published)
                return
            self.need_all(published, self._target.file_of(key))
            self._target.patch(key, {**{word: None for word in _BESIDE if word in authored}, "$ref": None, **published})
            return
        if is_rebuilt(authored, published):
            self._write_anew(outer, published, null=null)
            return
        if may_be_null != null and kinds_of(authored) - {"null"} == kinds_of(published) - {"null"}:
            self._target.patch(key, {"type": self._with_null(authored, null=null)})
        self._inline(key, authored, published, what, null=null and outer == key)

    def _write_anew(self, key: Key, published: Schema, *, null: bool) -> None:
        """Write a schema of another kind in the place of one."""
        structure = {word: None for word in self._target.now(key) if word not in {"description", "x-secret", "x-name"}}
        self.need_all(published, self._target.file_of(key))
        kinds = {"type": self._with_null(published, null=True)} if null else {}
        self._target.patch(key, {**structure, **published, **kinds})

    def _null_beside(self, key: Key, published: Schema, *, null: bool) -> None:
        """Write a schema whose null is, or was, an alternative of its own."""
        beside = {"description", *OWN_MARKS, "readOnly", "default"}
        written = {word: value for word, value in published.items() if word not in beside}
        kinds = sorted(kinds_of(written) - {"null"})
        written |= {"type": kinds[0]} if len(kinds) == 1 else {}
        structure = {word: None for word in self._target.now(key) if word not in beside}
        self.need_all(written, self._target.file_of(key))
        self._target.patch(key, {**structure, **({"anyOf": [written, NULL]} if null else written)})

    def same(self, key: Key, published: Schema) -> bool:
        """Return whether the authored schema at a key says what a published one says."""
        done, self._done = self._done, set(self._done)
        with self._target.trial() as edits:
            self.schema(key, published, "")
        self._done = done
        return not edits

    def _compare_references(self, key: Key, authored: Any, published: Schema) -> None:
        """Compare what is authored with a published reference."""
        reference = str(published["$ref"])
        name = reference.removeprefix(SCHEMAS)
        if authored is None:
            if not self.same_content(key, name):
                structure = {word: None for word in self._target.now(key) if word not in {"description", *OWN_MARKS}}
                self.need(name, self._target.file_of(key))
                flags = {word: True for word in _FLAGS if published.get(word)}
                self._target.patch(key, {**structure, "$ref": reference, **flags})
            return
        own = str(authored).removeprefix(SCHEMAS)
        if self.is_called(own, name):
            self.component(own, name)
        else:
            self.need(name, self._target.file_of(key))
            self._target.patch(key, {"$ref": reference})

    def _read_only(self, key: Key, authored: Schema, published: Schema) -> None:
        """Compare whether a member is read-only, which is said beside its reference or in what that points to."""
        if "$ref" not in authored:
            return
        own = self._target.now(("components", "schemas", str(authored["$ref"]).removeprefix(SCHEMAS)))
        other = self._published.get(str(published.get("$ref", "")).removeprefix(SCHEMAS), {})
        wanted = bool(published.get("readOnly") or other.get("readOnly"))
        if bool(authored.get("readOnly") or own.get("readOnly")) != wanted:
            component = ("components", "schemas", str(authored["$ref"]).removeprefix(SCHEMAS))
            self._target.patch(component if own.get("readOnly") else key, {"readOnly": wanted or None})

    def same_content(self, key: Key, name: str) -> bool:
        """Return whether the authored schema at a key says what a published component says."""
        return name in self._published and self.same(key, self._published[name])

    def is_called(self, own: str, name: str) -> bool:
        """Return whether an authored schema has a name in the version, as it did before or renamed."""
        return self._target.name_now(own) == name or self.renamed(own, name)

    def renamed(self, own: str, name: str) -> bool:
        """Return whether a schema has another name now; then it is renamed."""
        component = ("components", "schemas", own)
        if self._target.knows_schema(name) or own in self._published or self._target.at(component) is None:
            return False
        members = {member for member, _ in self._objects.members_of(component)}
        others = set(self._published.members_of(self._published.get(name, {})))
        if members and others and len(members & others) * 2 >= max(len(members), len(others)):
            self._target.rename_schema(own, name)
            return True
        return False

    def component(self, own: str, name: str) -> None:
        """Compare an authored component with a published one."""
        key: Key = ("components", "schemas", own)
        if (key, name) in self._done or name not in self._published or self._target.at(key) is None:
            return
        self._done.add((key, name))
        if not self._target.has(key):
            self._target.mark(key, f"schema {own}", present=True)
        self._target.described(key, self._published[name])
        self._inline(key, self._target.now(key), self._published[name], name)

    def need(self, name: str, file: Any) -> None:
        """Add a published component, and all that it refers to, if it is not authored."""
        if self._target.knows_schema(name):
            self.component(self._target.authored_name(name), name)
            return
        if ("schemas", name) in self._target.new_components or name not in self._published:
            return
        self._target.new_components["schemas", name] = (file, self._published[name])
        for reference in references(self._published[name]):
            self.need(reference, file)

    # --- one schema

    def _without_null(self, key: Key) -> tuple[Key, Schema, bool]:
        """Return the key of a schema without its null, the schema, and whether it may be null."""
        schema = self._target.now(key)
        choices = schema.get("anyOf")
        if isinstance(choices, list) and NULL in choices and len(choices) == 2:
            index = 1 - choices.index(NULL)
            inner = (*key, "anyOf", index)
            beside = {word: schema[word] for word in _BESIDE if word in schema}
            return inner, {**beside, **self._target.now(inner)}, True
        return key, schema, "null" in kinds_of(schema)

    def _with_null(self, schema: Schema, *, null: bool) -> Any:
        """Return the types of a schema, with null or without."""
        kinds = [kind for kind in sorted(kinds_of(schema)) if kind != "null"]
        return [*kinds, "null"] if null else kinds[0] if len(kinds) == 1 else kinds

    def _inline(self, key: Key, authored: Schema, published: Schema, what: str, *, null: bool = False) -> None:
        if "discriminator" in published and "discriminator" in authored:
            UnionMerge(self._target, self._published, self).merge(key, authored, published, what)
            return
        if "discriminator" in published:  # it has become a union
            self.need_all(published["oneOf"], self._target.file_of(key))
            self._target.patch(key, {word: published[word] for word in ("oneOf", "discriminator")})
        elif "discriminator" in authored:
            self._target.patch(key, {"oneOf": None, "discriminator": None})
        changes = dict(self._keyword_changes(authored, published))
        if null and isinstance(changes.get("type"), str):
            changes["type"] = [changes["type"], "null"]
        if key[:2] == ("components", "schemas") and len(key) == 3:
            changes.pop("readOnly", None)  # that is compared where the component is used
        beside = {word: changes.pop(word) for word in _BESIDE if word in changes and key[-2:-1] == ("anyOf",)}
        if beside:
            self._target.patch(key[:-2], beside)
        if changes:
            self._target.patch(key, changes)
        self._enumeration(key, authored, published)
        for word in ("items", "additionalProperties"):
            self._part(key, word, authored, published, what)
        if published.get("properties") or published.get("allOf") or authored.get("properties") or authored.get("allOf"):
            self._object(key, authored, published, what)

    def _keyword_changes(self, authored: Schema, published: Schema) -> Iterator[tuple[str, Any]]:
        own, other = kinds_of(authored) - {"null"}, kinds_of(published) - {"null"}
        if own != other and not (other <= {"object"} and own <= {"object"} and are_objects(authored, published)):
            kinds = sorted(other)
            yield "type", kinds[0] if len(kinds) == 1 else kinds or None
        for word in _KEYWORDS:
            if authored.get(word) != published.get(word) and (word in published or word not in {"const"}):
                yield word, published.get(word)
        for word in _FLAGS:
            if bool(authored.get(word)) != bool(published.get(word)):
                yield word, True if published.get(word) else None
        mutability = published.get("x-ms-mutability")
        if mutability is not None and sorted(mutability) != sorted(authored.get("x-ms-mutability", [])):
            yield "x-ms-mutability", mutability

    def _enumeration(self, key: Key, authored: Schema, published: Schema) -> None:
        own_word, word = enumerating_word(authored), enumerating_word(published)
        if word is None and own_word is None:
            return
        own, values = authored.get(own_word or "", []), published.get(word or "", [])
        opened = word == "x-known-values" and own_word == "enum"
        closed = own_word == "x-known-values" and word == "enum" and bool(published.get("x-closed"))
        if own_word is None or word is None or opened or closed:
            self._target.patch(key, {own_word or "enum": None, **({word: values} if word else {})})
            return
        details = self._target.at((*key, "x-values"))
        if isinstance(details, dict) and self._target.at((*key, own_word)) == own:
            self._values(key, own_word, own, values)
        elif set(own) != set(values):
            kept = [value for value in own if value in values]
            self._target.patch(key, {own_word: [*kept, *(value for value in values if value not in own)]})

    def _values(self, key: Key, word: str, own: list[Any], values: list[Any]) -> None:
        """Mark the values of an enumeration that has descriptions of them."""
        for value in own:
            place = (*key, "x-values", value)
            if self._target.at(place) is not None:
                self._target.mark(place, f"value {value} of {key[-1]}", present=value in values)
        new = [value for value in values if value not in own]
        if new:
            self._target.set(key, word, [*own, *new])
        for value in new:
            self._target.add((*key, "x-values"), value, {}, f"value {value} of {key[-1]}")

    def _part(self, key: Key, word: str, authored: Schema, published: Schema, what: str) -> None:
        own, other = authored.get(word), published.get(word)
        if isinstance(own, dict) and isinstance(other, dict) and (own or not other):
            self.schema((*key, word), other, f"{what} {word}")
        elif isinstance(other, dict) and other and own != other:
            self.need_all(other, self._target.file_of(key))
            self._target.patch(key, {word: other})
        elif other is None and isinstance(own, dict) and own and word == "additionalProperties":
            self._target.patch(key, {word: None})

    def need_all(self, node: Any, file: Any) -> None:
        """Add the components to which a new node refers."""
        for reference in references(node):
            self.need(reference, file)

    # --- objects

    def _object(self, key: Key, authored: Schema, published: Schema, what: str) -> None:
        own, others = dict(self._objects.members_of(key)), self._published.members_of(published)
        common = self.common_parts(authored, published)
        shared = self._unions.get(what, {}) | self._published.members_of_all(common.values())
        if own_parts := self._without_lost_parts(key, authored, own, others, common):
            want = {
                n
                for n in self._published.required_of(published)
                if n not in shared or n in published.get("properties", {})
            }
            listed = authored.get("required", [])
            required = [*(n for n in listed if n in want), *sorted(want - {*listed})]
            self._target.patch(key, {**own_parts, **({"required": required or None} if required != listed else {})})
            return
        for name, schema in others.items():
            if name in own:
                if own[name].key:
                    self._target.mark(own[name].key, f"{what}.{name}", present=True)
                    self.schema(own[name].key, schema, f"{what}.{name}")
            elif name not in shared or name in published.get("properties", {}):
                self.need_all(schema, self._target.file_of(key))
                self._target.add((*key, "properties"), name, schema, f"{what}.{name}")
        for name, member in own.items():
            if name not in others and member.key[: len(key)] == key and self._target.has(member.key):
                self._target.mark(member.key, f"{what}.{name}", present=False)
        self._suggest(what, own, others)
        self._required(key, authored, published, own, shared, common)

    def common_parts(self, authored: Schema, published: Schema) -> dict[str, str]:
        """Compare the components that an object includes in both, on their own; return authored name → published name."""
        found: dict[str, str] = {}
        names = [str(part.get("$ref", "")).removeprefix(SCHEMAS) for part in authored.get("allOf", [])]
        for part in published.get("allOf", []):
            name = str(part.get("$ref", "")).removeprefix(SCHEMAS)
            for own in [own for own in names if own and name and own not in found and self.is_called(own, name)]:
                self.component(own, name)
                found[own] = name
        return found

    def _suggest(self, what: str, own: Mapping[str, AuthoredMember], others: Mapping[str, Schema]) -> None:
        """Suggest which new members look like ones that are gone."""
        gone = [
            name for name, member in own.items() if name not in others and member.key and self._target.has(member.key)
        ]
        for name in [name for name in others if name not in own]:
            alike = [old for old in gone if without_prose(own[old].schema) == without_prose(others[name]) != {}]
            if len(alike) == 1:
                change = f"{{x-since: {self._target.version}, x-key: {name}}}"
                self._target.looks.append(
                    f"{what}.{name} looks like a rename of {what}.{alike[0]}; if it is one, remove {name} and the "
                    f"x-until of {alike[0]} again, and declare {change} in the x-changes of {alike[0]}"
                )

    def _without_lost_parts(
        self,
        key: Key,
        authored: Schema,
        own: Mapping[str, AuthoredMember],
        others: Mapping[str, Schema],
        common: Collection[str],
    ) -> Node:
        """Return the changes by which an object no longer has the parts whose members it has lost, {} if it has them."""
        parts = authored.get("allOf", [])
        places = [target_key(part.get("$ref")) or (*key, "allOf", index) for index, part in enumerate(parts)]
        kept = [
            place
            for place in places
            if place[-1] in common or all(name in others for name, _ in self._objects.members_of(place))
        ]
        if len(kept) == len(parts):
            return {}
        inherited = {name for place in kept for name, _ in self._objects.members_of(place)}
        lost = {name for place in places if place not in kept for name, _ in self._objects.members_of(place)}
        written = {name: others[name] for name in others if name in lost - inherited or name not in own}
        self.need_all(written, self._target.file_of(key))
        left = [part for part, place in zip(parts, places, strict=True) if place in kept]
        return {"allOf": left or None, **({"properties": written} if written else {})}

    def _required(
        self,
        key: Key,
        authored: Schema,
        published: Schema,
        own: Mapping[str, AuthoredMember],
        shared: Mapping[str, Schema],
        common: Mapping[str, str],
    ) -> None:
        have = {
            n for n in self._objects.required_of(key) if n not in own or not own[n].key or self._target.has(own[n].key)
        }
        want = {
            n
            for n in self._published.required_of(published)
            if n in own or n not in shared or n in published.get("properties", {})
        }  # else the union or the part says it
        differing = (want ^ have) - self._compared_elsewhere(key, published, common)
        new = [name for name in want & differing if name not in own]
        listed = list(authored.get("required", []))
        if new and not any(name in own for name in differing):
            self._target.set(key, "required", [*listed, *sorted(new)])
        elif differing:
            authored_names = {name: str(member.key[-1]) for name, member in own.items() if member.key}
            kept = [
                name for name in listed if (now := self._objects.member_name(key, name)) in want or now not in differing
            ]
            added = [authored_names.get(name, name) for name in sorted(want & differing)]
            self._target.patch(key, {"required": [*kept, *added] or None})

    def _compared_elsewhere(self, key: Key, published: Schema, common: Mapping[str, str]) -> set[str]:
        """Return the members that a union or a part of an object requires in one document only: compared there."""
        before, after = set[str](), set[str]()
        for name, other in common.items():
            before |= {*self._objects.required_of(("components", "schemas", name))}
            after |= {*self._published.required_of(self._published[other])}
        if key[:2] == ("components", "schemas") and len(key) == 3:
            for union in self._objects.unions_of(str(key[2])):
                before |= {*self._objects.required_of(("components", "schemas", union))}
        for around in self._published.unions_of(published):
            after |= {*self._published.required_of(around)}
        return before ^ after
