"""Rewrites from one package to another: the names that are sure, and the notes for a person where they are not."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...problems import GenerationError, Problem
from ..difference import ContractDifference
from ..python_names.breaks import successors
from ..python_names.face import Use

__all__ = ["Rewrites", "rewrites"]

Method = tuple[str, str]
"""A resource, empty for the client itself, and a method."""


@dataclass
class Rewrites:
    """What is rewritten.

    Attributes:
        package: the import names of the packages, before and after.
        client: the class of the client, which is the same in both.
        methods: method → its successor.
        classes: model → its successor.
        keywords: method or model, and keyword → the keyword now.
        members: model and attribute → the attribute now.
        constants: enumeration and constant → the constant now.
        returned: method → the type that it returns.
        types: model and attribute → its type.
        notes: what is used (`models.Item.size`, `items.list`, `items.list(top=)`) → what a person has to know.
    """

    package: tuple[str, str]
    client: str
    methods: dict[Method, Method] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)
    keywords: dict[tuple[str, str], str] = field(default_factory=dict)
    members: dict[tuple[str, str], str] = field(default_factory=dict)
    constants: dict[tuple[str, str], str] = field(default_factory=dict)
    returned: dict[Method, str] = field(default_factory=dict)
    types: dict[tuple[str, str], str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)


def rewrites(found: ContractDifference) -> Rewrites:
    """Return the rewrites that follow from a difference.

    Raises:
        GenerationError: the packages or their names are not known.
    """
    old, new = found.old, found.new
    if not (old.package and new.package):
        message = (
            "`upgrade` needs two api-versions, or the openapi.json of two packages, in their folders: another file "
        )
        message += "does not name its package"
        raise GenerationError([Problem("S192", message)])
    if old.face is None or new.face is None:
        raise GenerationError([Problem("S192", f"`upgrade` needs the names in Python; {' '.join(found.notes)}")])
    result = Rewrites((old.package, new.package), old.client)
    for use, after in successors(old.face, new.face, found.renames):
        _add(result, use, after)
    for change in found.at("breaking"):
        for name in change.python:
            if not _is_sure(result, name.before):
                advice = f"{change.kind.advice[:1].lower()}{change.kind.advice[1:].rstrip('.')}"
                missing = f" ({name.after})" if (name.after or "").endswith("=)") and name.before.endswith("()") else ""
                text = f"{change.kind.title}; {advice}{missing}"
                result.notes.setdefault(name.before.removeprefix("app."), text)
    return result


def _plain(name: str) -> str:
    """Return a name as it stands in programs, whatever the client is called there: `items.list(top=)`."""
    return name.removeprefix("app.").removesuffix("()")


def method_of(name: str) -> Method:
    """Return the method of a name: `app.items.list()` → `items`, `list`."""
    resource, _, method = _plain(name.partition("(")[0]).rpartition(".")
    return resource, method


def _add(result: Rewrites, use: Use, after: Use | None) -> None:
    is_method = use.key[0][0] == "operation" and use.name.startswith("app.")
    if use.way == "gives":
        if is_method:
            result.returned[method_of(use.name)] = use.type
        else:
            result.types[_member(use)] = use.type
    if use.way == "name" and use.name.startswith("models.") and not use.is_class:
        result.constants[_member(use)] = after.own if after else use.own
    if after is None:
        return
    if use.is_class:
        result.classes[use.own] = after.own
    elif use.way == "name" and is_method:
        result.methods[method_of(use.name)] = method_of(after.name)
    elif use.way == "accepts":
        result.keywords[_plain(use.name.partition("(")[0]), use.own] = after.own
    elif use.way == "gives" and not is_method:
        result.members[_member(use)] = after.own


def _member(use: Use) -> tuple[str, str]:
    owner, _, name = use.name.removeprefix("models.").rpartition(".")
    return owner, name


def _is_sure(result: Rewrites, name: str) -> bool:
    """Return whether a name is rewritten as it stands: it has a successor that differs in its name only."""
    before = _plain(name)
    if before.endswith("=)"):
        owner, _, keyword = before.removesuffix("=)").partition("(")
        return result.keywords.get((owner, keyword), keyword) != keyword
    if before.startswith("models."):
        owner, _, own = before.removeprefix("models.").partition(".")
        renamed = result.members.get((owner, own)) or result.constants.get((owner, own))
        return renamed not in {None, own} if own else result.classes.get(owner, owner) != owner
    method = method_of(name)
    return result.methods.get(method, method) != method and not _begins(result, method)


def _begins(result: Rewrites, method: Method) -> bool:
    """Return whether a method became long-running, or is no longer: its result is used in another way."""
    return ("begin_" in method[1]) != ("begin_" in result.methods[method][1])
