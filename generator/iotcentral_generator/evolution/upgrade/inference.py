"""Types of the variables of a program, as far as they are certain: from annotations, constructors and methods."""

from __future__ import annotations

import re

import libcst as cst

from ..python_names.assignability import union_parts
from .imports import PackageNames, dotted, in_quotes
from .rewrites import Method, Rewrites

__all__ = ["CLIENT", "TypeInference"]

CLIENT = "client"
"""The type of a client."""


class TypeInference(cst.CSTVisitor):
    """Types of the variables of a module, by their names; a name that has two of them has none.

    Args:
        rewrites: the names of the old package.
        names: what the module calls them.
    """

    def __init__(self, rewrites: Rewrites, names: PackageNames) -> None:
        super().__init__()
        self._rewrites = rewrites
        self._names = names
        self._variables: dict[str, str | None] = {}

    def type_of(self, node: cst.BaseExpression) -> str | None:
        """Return the type of an expression: a class of the models, `Pager[…]`, `list[…]` or `CLIENT`."""
        if isinstance(node, cst.Await):
            return self.type_of(node.expression)
        if isinstance(node, cst.Name):
            return self._variables.get(node.value)
        if isinstance(node, cst.Call):
            return self._returned(node)
        if isinstance(node, cst.Attribute):
            owner = self.type_of(node.value)
            return owner and self._plain(self._rewrites.types.get((owner, node.attr.value), ""))
        if isinstance(node, cst.Subscript):
            return _item(self.type_of(node.value))
        return None

    def method(self, node: cst.BaseExpression) -> Method | None:
        """Return the method that an expression names: `app.items.list`, `app.items.raw.list`, `app.list_items`."""
        if not isinstance(node, cst.Attribute):
            return None
        owner = node.value
        if isinstance(owner, cst.Attribute) and owner.attr.value == "raw":
            owner = owner.value
        resource = owner.attr.value if isinstance(owner, cst.Attribute) else ""
        if resource and (resource, node.attr.value) in self._rewrites.returned:
            return resource, node.attr.value
        own = ("", node.attr.value)
        return own if self.type_of(owner) == CLIENT and own in self._rewrites.returned else None

    def _returned(self, node: cst.Call) -> str | None:
        if (method := self.method(node.func)) is not None:
            return self._plain(self._rewrites.returned[method])
        name = self._names.class_of(node.func)
        if name is None and isinstance(node.func, cst.Attribute) and node.func.attr.value == "from_dict":
            name = self._names.class_of(node.func.value)
        if name is None and (dotted(node.func) or "").rpartition(".")[2] in self._names.clients:
            return CLIENT
        return name

    def _plain(self, annotation: str) -> str | None:
        """Return an annotation without `Unset`, `None` and `models.`; None if it is a union of more."""
        parts = [part for part in union_parts(annotation) if part not in {"Unset", "None"}]
        return parts[0].replace("models.", "") if len(parts) == 1 and parts[0] else None

    def _set(self, target: cst.BaseExpression, found: str | None) -> None:
        if isinstance(target, cst.Name):
            known = self._variables.get(target.value, found)
            self._variables[target.value] = found if known == found else None

    def leave_Assign(self, node: cst.Assign) -> None:  # noqa: N802 - the names are LibCST's
        """Take the type of what is assigned."""
        for target in node.targets:
            self._set(target.target, self.type_of(node.value))

    def visit_For(self, node: cst.For) -> None:  # noqa: N802
        """Take the type of the items that are iterated over."""
        self._set(node.target, _item(self.type_of(node.iter)))

    def visit_CompFor(self, node: cst.CompFor) -> None:  # noqa: N802
        """Take the type of the items that are iterated over."""
        self._set(node.target, _item(self.type_of(node.iter)))

    def visit_WithItem(self, node: cst.WithItem) -> None:  # noqa: N802
        """Take the type of what is entered."""
        if node.asname is not None:
            self._set(node.asname.name, self.type_of(node.item))

    def visit_Param(self, node: cst.Param) -> None:  # noqa: N802
        """Take the type of an annotated parameter."""
        if node.annotation is not None:
            self._set(node.name, self._annotated(node.annotation.annotation))

    def leave_AnnAssign(self, node: cst.AnnAssign) -> None:  # noqa: N802
        """Take the type of an annotated variable."""
        self._set(node.target, self._annotated(node.annotation.annotation))

    def _annotated(self, node: cst.BaseExpression) -> str | None:
        if (quoted := in_quotes(node)) is not None:
            return self._annotated(quoted)
        if isinstance(node, cst.BinaryOperation):  # `models.Item | None`
            found = {self._annotated(node.left), self._annotated(node.right)} - {None}
            return found.pop() if len(found) == 1 else None
        if isinstance(node, cst.Subscript) and node.slice and isinstance(node.slice[0].slice, cst.Index):
            item = self._annotated(node.slice[0].slice.value)
            return f"list[{item}]" if item else None
        if (dotted(node) or "").rpartition(".")[2] in self._names.clients:
            return CLIENT
        return self._names.class_of(node)


def _item(found: str | None) -> str | None:
    """Return the type of the items of a list or pager."""
    match = re.fullmatch(r"(?:list|Pager|Sequence)\[([^\[\]]*)\]", found or "")
    return match[1] if match else None
