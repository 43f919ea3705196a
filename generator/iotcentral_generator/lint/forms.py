"""Rules on the form of documents (S150), on their marks (S151), and on their patterns (S152)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any, NamedTuple

import jsonschema_rs

from ..document.grammar import GRAMMAR, FieldType, Form, Kind, describe_value, field_of
from ..document.nodes import Key, Node
from ..document.traversal import DROPPED, places, rebuilt
from ..load import Spec
from ..problems import Problem

__all__ = ["forms", "known_marks", "patterns", "well_formed"]

_NEEDED: Mapping[Kind, tuple[str, ...]] = {
    Kind.DOCUMENT: ("openapi", "info"),
    Kind.INFO: ("title",),
    Kind.LICENSE: ("name",),
    Kind.SERVER: ("url",),
    Kind.SERVER_VARIABLE: ("default",),
    Kind.TAG: ("name",),
    Kind.EXTERNAL_DOCS: ("url",),
    Kind.OPERATION: ("responses",),
    Kind.PARAMETER: ("name", "in"),
    Kind.REQUEST_BODY: ("content",),
    Kind.SECURITY_SCHEME: ("type",),
}
"""The fields that an object must have, unless it is a `$ref`."""


class _Fault(NamedTuple):
    """A part of a document that has not the form that it needs; `key` is None where the whole object is at fault."""

    place: Key
    key: Key
    message: str


def forms(spec: Spec) -> Iterator[Problem]:
    """S150: what has another form than OpenAPI gives it has no meaning."""
    for fault in _faults(spec.document):
        yield Problem("S150", fault.message, spec.position(fault.key))


def _faults(document: Node) -> Iterator[_Fault]:
    for key, kind, node in places(document):
        for name, value in node.items():
            field = field_of(kind, name)
            if field is not None:
                yield from _faults_of(value, field, kind, name, (*key, name))
        for name in _NEEDED.get(kind, ()) if "$ref" not in node else ():
            if name not in node:
                yield _Fault(key, key, f"{kind} needs `{name}`, which is {_expected(kind, name)}; add it")


def _expected(kind: Kind, name: str) -> str:
    return GRAMMAR[kind][name].expected


def _faults_of(value: Any, field: FieldType, kind: Kind, name: str, key: Key) -> Iterator[_Fault]:
    if not field.accepts(value):
        message = f"`{name}` of {kind} is {field.expected}, but here is {describe_value(value)}; "
        yield _Fault(key, key, message + ("write one, or remove it" if value is None else f"write {field.expected}"))
    elif field.form in {Form.LIST, Form.MAP, Form.MEMBERS}:
        for member, item in enumerate(value) if field.form is Form.LIST else value.items():
            mark = field.form is Form.MEMBERS and str(member).startswith("x-")
            if mark:
                message = f"`{member}` is not a mark of `{name}`, which has none; {_remove(str(member))}"
                yield _Fault((*key, member), (*key, member), message)
            elif not isinstance(item, dict):
                message = f"`{name}` of {kind} holds {_plural(field.kind)}, each a mapping, but here is "
                fix = "write {}, which allows any value" if field.kind is Kind.SCHEMA else "write one, or remove it"
                yield _Fault((*key, member), (*key, member), f"{message}{describe_value(item)}; {fix}")


def _plural(kind: Kind | None) -> str:
    """Return the name of a kind in the plural: `a value of an enumeration` → `values of an enumeration`."""
    noun, of, rest = str(kind).partition(" of ")
    return f"{noun.removeprefix('a ').removeprefix('an ')}s{of}{rest}"


def well_formed(spec: Spec) -> Spec:
    """Return a document in which what has another form is replaced, so that the other rules can be checked too."""
    faults = {fault.place for fault in _faults(spec.document)}
    if not faults:
        return spec

    def neutral(node: Any, kind: Kind, key: Key) -> Any:
        if not isinstance(node, dict):
            return {} if kind is Kind.SCHEMA and key in faults else (node if key not in faults else DROPPED)
        kept = {
            name: _without_marks(kind, name, value)
            for name, value in node.items()
            if (*key, name) not in faults or _is_object(kind, name)
        }
        return _completed(rebuilt(kept, kind, neutral, key), kind)

    document: Node = neutral(spec.document, Kind.DOCUMENT, ())
    return replace(spec, document=document)


def _without_marks(kind: Kind, name: str, value: Any) -> Any:
    """Return the value of a field without `x-` words, if it is a mapping that holds no marks."""
    field = field_of(kind, name)
    if field is None or field.form is not Form.MEMBERS or not isinstance(value, dict):
        return value
    return {member: item for member, item in value.items() if not member.startswith("x-")}


def _is_object(kind: Kind, name: str) -> bool:
    field = field_of(kind, name)
    return field is not None and field.form is Form.ONE


def _completed(node: Node, kind: Kind) -> Node:
    """Add the fields that an object must have, with nothing in them."""
    if "$ref" not in node:
        for name in _NEEDED.get(kind, ()):
            if name not in node:
                node[name] = "" if GRAMMAR[kind][name].kind is None else {}
    return node


def known_marks(spec: Spec) -> Iterator[Problem]:
    """S151: a mark that is not known would have no effect."""
    for key, kind, node in places(spec.document):
        for name in node:
            if name.startswith("x-") and field_of(kind, name) is None:
                yield Problem("S151", _unknown_mark(name, kind), spec.position((*key, name)))


def _unknown_mark(name: str, kind: Kind) -> str:
    own = [word for word in GRAMMAR[kind] if word.startswith("x-")]
    elsewhere = {word: other for other, fields in GRAMMAR.items() for word in fields if word.startswith("x-")}
    if name in elsewhere:
        return f"`{name}` is a mark of {elsewhere[name]}, but this is {kind}; move it there"
    for known in (own, list(elsewhere)):
        if near := get_close_matches(name, known, n=1, cutoff=0.75):
            return f"`{name}` is not a mark; did you mean `{near[0]}`?"
    return f"`{name}` is not a mark of {kind}, whose marks are {', '.join(own)}; {_remove(name)}"


def _remove(name: str) -> str:
    return f"remove it, or say what `{name}` says in a description or a comment"


def patterns(spec: Spec) -> Iterator[Problem]:
    """S152: a pattern that is not a regular expression matches nothing."""
    for key, kind, node in places(spec.document):
        pattern = node.get("pattern") if kind is Kind.SCHEMA else None
        if isinstance(pattern, str) and (reason := _pattern_fault(pattern)):
            message = f"the pattern `{pattern}` is not a regular expression of ECMA-262: {reason}; correct it"
            yield Problem("S152", message, spec.position((*key, "pattern")))


def _pattern_fault(pattern: str) -> str | None:
    """Return what is wrong with a pattern, in the words of Python's `re`, which says more than the validator."""
    try:
        jsonschema_rs.validator_for({"pattern": pattern})
    except ValueError:
        try:
            re.compile(pattern)
        except re.error as error:
            return str(error)
        return "its syntax is Python's only"
    return None
