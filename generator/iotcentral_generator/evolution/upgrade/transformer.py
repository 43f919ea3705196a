"""Transformer of a module from one package to another; formatting and comments stay."""

from __future__ import annotations

from typing import TypeVar

import libcst as cst

from .imports import PackageNames, dotted, in_quotes
from .inference import TypeInference
from .rewrites import Rewrites

__all__ = ["MARK", "PackageTransformer"]

MARK = "# upgrade:"
"""The beginning of the comments that are left for a person."""

Statement = TypeVar(
    "Statement", cst.SimpleStatementLine, cst.For, cst.If, cst.While, cst.With, cst.FunctionDef, cst.ClassDef, cst.Try
)


class PackageTransformer(cst.CSTTransformer):
    """Transformer of one module.

    Attributes:
        notes: what a person has to decide, in the order of the module.
    """

    def __init__(self, rewrites: Rewrites, names: PackageNames, types: TypeInference) -> None:
        super().__init__()
        self._rewrites = rewrites
        self._names = names
        self._types = types
        self._waiting: list[list[str]] = []
        self._annotations = 0
        self.notes: list[str] = []

    def leave_Import(self, _: cst.Import, updated: cst.Import) -> cst.Import:  # noqa: N802
        """Import the new package."""
        return updated.with_changes(names=[each.with_changes(name=self._module(each.name)) for each in updated.names])

    def leave_ImportFrom(self, original: cst.ImportFrom, updated: cst.ImportFrom) -> cst.ImportFrom:  # noqa: N802
        """Import the new package, and its models by their new names."""
        module = dotted(original.module) if original.module is not None and not original.relative else None
        package, successor = self._rewrites.package
        if module is None or updated.module is None or not f"{module}.".startswith(f"{package}."):
            return updated
        updated = updated.with_changes(module=self._module(updated.module))
        if not module.startswith(f"{package}.models") or isinstance(updated.names, cst.ImportStar):
            return updated
        if module != f"{package}.models":
            self._note(f"{module} is a module of its own; import from {successor}.models")
        return updated.with_changes(names=[self._imported(each) for each in updated.names])

    def _imported(self, alias: cst.ImportAlias) -> cst.ImportAlias:
        name = dotted(alias.name) or ""
        self._note_about(f"models.{name}")
        return alias.with_changes(name=cst.Name(self._rewrites.classes.get(name, name)))

    def _module(self, node: cst.Attribute | cst.Name) -> cst.Attribute | cst.Name:
        package, successor = self._rewrites.package
        if isinstance(node, cst.Name):
            return cst.Name(successor) if node.value == package else node
        return (
            node.with_changes(value=self._module(node.value))
            if isinstance(node.value, cst.Attribute | cst.Name)
            else node
        )

    def leave_Name(self, original: cst.Name, updated: cst.Name) -> cst.Name:  # noqa: N802
        """Rename the package, and a model that is imported by its own name."""
        if original.value == self._rewrites.package[0]:
            return updated.with_changes(value=self._rewrites.package[1])
        name = self._names.classes.get(original.value)
        if name == original.value and name in self._rewrites.classes:
            return updated.with_changes(value=self._rewrites.classes[name])
        return updated

    def visit_Annotation(self, _: cst.Annotation) -> None:  # noqa: N802
        """Take texts for types."""
        self._annotations += 1

    def leave_Annotation(self, _: cst.Annotation, updated: cst.Annotation) -> cst.Annotation:  # noqa: N802
        """Take texts for texts again."""
        self._annotations -= 1
        return updated

    def visit_Subscript(self, node: cst.Subscript) -> bool:  # noqa: N802
        """Leave the texts of `Literal[…]`."""
        return not self._annotations or (dotted(node.value) or "").rpartition(".")[2] != "Literal"

    def leave_SimpleString(  # noqa: N802
        self, original: cst.SimpleString, updated: cst.SimpleString
    ) -> cst.SimpleString:
        """Rewrite a type in quotes."""
        return self._quoted(original) if self._annotations else updated

    def _quoted(self, node: cst.SimpleString) -> cst.SimpleString:
        expression = in_quotes(node)
        result = expression.visit(self) if expression is not None else None
        if expression is None or not isinstance(result, cst.BaseExpression) or result.deep_equals(expression):
            return node
        return node.with_changes(value=f"{node.prefix}{node.quote}{cst.Module([]).code_for_node(result)}{node.quote}")

    def leave_Arg(self, original: cst.Arg, updated: cst.Arg) -> cst.Arg:  # noqa: N802
        """Leave the keyword to `leave_Call`: it is not a name of the module."""
        return updated.with_changes(keyword=original.keyword)

    def leave_Attribute(self, original: cst.Attribute, updated: cst.Attribute) -> cst.Attribute:  # noqa: N802
        """Rename models, constants, members and methods."""
        updated = updated.with_changes(attr=original.attr)
        own = original.attr.value
        if dotted(original) == self._rewrites.package[0]:
            return updated
        if (name := self._names.class_of(original)) is not None:
            self._note_about(f"models.{name}")
            return _with_attr(updated, self._rewrites.classes.get(name, name))
        owner = self._names.class_of(original.value) or self._types.type_of(original.value)
        if owner is not None and (owner, own) in self._rewrites.types | self._rewrites.constants:
            self._note_about(f"models.{owner}.{own}")
            renamed = self._rewrites.members.get((owner, own)) or self._rewrites.constants.get((owner, own), own)
            return _with_attr(updated, renamed)
        if (method := self._types.method(original)) is not None:
            return self._renamed_method(updated, method)
        self._note_about_unknown(own)
        return updated

    def _renamed_method(self, node: cst.Attribute, method: tuple[str, str]) -> cst.Attribute:
        self._note_about(".".join(filter(None, method)))
        resource, name = self._rewrites.methods.get(method, method)
        node = _with_attr(node, name)
        if resource == method[0] or not isinstance(node.value, cst.Attribute):
            return node
        if node.value.attr.value == "raw" and isinstance(node.value.value, cst.Attribute):
            return node.with_changes(value=node.value.with_changes(value=_with_attr(node.value.value, resource)))
        return node.with_changes(value=_with_attr(node.value, resource))

    def _note_about_unknown(self, attribute: str) -> None:
        """Leave a note where a member of an object of unknown type may be one that has another name now."""
        renamed = {
            f"{owner}.{old} is {new} now"
            for (owner, old), new in self._rewrites.members.items()
            if old == attribute != new
        }
        if renamed and len({text.partition(" is ")[2] for text in renamed}) == 1:
            self._note(f"if this is one, {', '.join(sorted(renamed))}")

    def leave_Call(self, original: cst.Call, updated: cst.Call) -> cst.Call:  # noqa: N802
        """Rename the keywords of methods and constructors."""
        if dotted(original.func) in {"cast", "typing.cast"} and original.args:
            kind = original.args[0].value
            quoted = self._quoted(kind) if isinstance(kind, cst.SimpleString) else updated.args[0].value
            return updated.with_changes(args=[updated.args[0].with_changes(value=quoted), *updated.args[1:]])
        method = self._types.method(original.func)
        name = self._names.class_of(original.func)
        if method is None and name is None:
            return updated
        called = f"models.{name}" if method is None else ".".join(filter(None, method))
        self._note_about(f"{called}()")
        args = []
        for before, arg in zip(original.args, updated.args, strict=True):
            if before.keyword is not None:
                keyword = before.keyword.value
                self._note_about(f"{called}({keyword}=)")
                arg = arg.with_changes(keyword=cst.Name(self._rewrites.keywords.get((called, keyword), keyword)))
            args.append(arg)
        return updated.with_changes(args=args)

    def _note_about(self, used: str) -> None:
        if text := self._rewrites.notes.get(used):
            self._note(f"{used}: {text}")

    def _note(self, text: str) -> None:
        if self._waiting and text not in self._waiting[-1]:
            self._waiting[-1].append(text)

    def on_visit(self, node: cst.CSTNode) -> bool:
        """Begin to collect the notes of a statement."""
        if isinstance(node, cst.SimpleStatementLine | cst.BaseCompoundStatement):
            self._waiting.append([])
        return super().on_visit(node)

    def on_leave(
        self, original: cst.CSTNodeT, updated: cst.CSTNodeT
    ) -> cst.CSTNodeT | cst.RemovalSentinel | cst.FlattenSentinel[cst.CSTNodeT]:
        """Write the notes of a statement above it."""
        result = super().on_leave(original, updated)
        if not isinstance(original, cst.SimpleStatementLine | cst.BaseCompoundStatement):
            return result
        texts = self._waiting.pop()
        self.notes += texts
        if not texts or not isinstance(result, cst.SimpleStatementLine | cst.BaseCompoundStatement):
            return result
        lines = [cst.EmptyLine(comment=cst.Comment(f"{MARK} {text}")) for text in texts]
        return result.with_changes(leading_lines=[*result.leading_lines, *lines])


def _with_attr(node: cst.Attribute, name: str) -> cst.Attribute:
    return node if node.attr.value == name else node.with_changes(attr=cst.Name(name))
