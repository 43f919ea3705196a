"""Rules on discriminated unions (S108, S109)."""

from __future__ import annotations

from collections.abc import Iterator

from ..document.changes import CHANGES, changed
from ..document.nodes import Key, Schema, component, target_key
from ..document.versions import AVAILABILITY
from ..load import Spec
from ..problems import Problem
from .traversal import schema_name, schemas

__all__ = ["union_tags", "unions"]


def unions(spec: Spec) -> Iterator[Problem]:
    """S108: without a mapping the variant could only be guessed."""
    for key, schema in schemas(spec.document):
        faults = (message for form in _forms(spec, schema) for message in _union_faults(key, form))
        for message in dict.fromkeys(faults):
            yield Problem("S108", message, spec.position(key))


def _forms(spec: Spec, schema: Schema) -> Iterator[Schema]:
    """Iterate over the forms of a schema in the versions, where these change its mapping."""
    entries = schema.get(CHANGES)
    if not isinstance(entries, list) or not any("discriminator" in entry for entry in entries):
        yield schema
        return
    for version in spec.versions:
        form = dict(changed(schema, version, spec.lines))
        if isinstance(form.get("oneOf"), list):
            choices = [{**choice} for choice in form["oneOf"] if spec.lines.have(choice, version)]
            form["oneOf"] = [{word: choice[word] for word in choice if word not in AVAILABILITY} for choice in choices]
        yield form


def _union_faults(key: Key, schema: Schema) -> Iterator[str]:
    name = schema_name(key)
    choices = [choice for word in ("oneOf", "anyOf") for choice in schema.get(word, []) if choice != {"type": "null"}]
    discriminator = schema.get("discriminator")
    if discriminator is None:
        if len(choices) > 1:
            yield f"{name} is a union without discriminator; add one, with a mapping"
        return
    mapping = discriminator.get("mapping")
    if not isinstance(discriminator.get("propertyName"), str) or not isinstance(mapping, dict) or not mapping:
        yield f"the discriminator of {name} needs propertyName and a mapping of all tags; add them"
        return
    if len(key) != 3:
        yield f"the union in {name} has no name of its own; make it a component"
        return
    listed, mapped = {choice.get("$ref") for choice in choices}, set(mapping.values())
    for missing in sorted(map(str, listed - mapped)):
        yield f"the mapping of {name} has no tag for {missing}; add one"
    for extra in sorted(map(str, mapped - listed)):
        yield f"the mapping of {name} names {extra}, which is not in its oneOf; add it there, or remove the tag"


def union_tags(spec: Spec) -> Iterator[Problem]:
    """S109: a variant that does not fix its tag would match every tag."""
    for name, union in spec.document.get("components", {}).get("schemas", {}).items():
        discriminator = union.get("discriminator") or {}
        tag_name = discriminator.get("propertyName")
        for tag, reference in (discriminator.get("mapping") or {}).items():
            variant = component(spec.document, reference)
            if not isinstance(variant, dict):
                continue  # S104 or S108 reports it
            position = spec.position(target_key(reference))
            if variant.get("properties", {}).get(tag_name, {}).get("const") != tag:
                message = f'{reference} stands for "{tag}" of {name}, but its {tag_name} is not `const: {tag}`; write that there'
                yield Problem("S109", message, position)
            if tag_name not in variant.get("required", []):
                message = f"{reference} does not require its tag {tag_name}; add it to `required`"
                yield Problem("S109", message, position)
