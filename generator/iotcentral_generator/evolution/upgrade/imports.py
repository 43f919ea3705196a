"""Names under which a module knows a package, its models and its client."""

from __future__ import annotations

import libcst as cst

__all__ = ["PackageNames", "dotted", "in_quotes"]


def dotted(node: cst.CSTNode) -> str | None:
    """Return a dotted name as text, None for any other expression."""
    if isinstance(node, cst.Name):
        return node.value
    if isinstance(node, cst.Attribute) and (owner := dotted(node.value)) is not None:
        return f"{owner}.{node.attr.value}"
    return None


def in_quotes(node: cst.CSTNode) -> cst.BaseExpression | None:
    """Return the expression that a text holds, as an annotation in quotes does; None if it holds none."""
    if not isinstance(node, cst.SimpleString) or not isinstance(node.evaluated_value, str):
        return None
    try:
        return cst.parse_expression(node.evaluated_value)
    except cst.ParserSyntaxError:
        return None


class PackageNames(cst.CSTVisitor):
    """Names of a package in a module.

    Attributes:
        is_used: whether the module imports the package at all.
        modules: the names of the module `models`: `models`, `package.models`.
        classes: name of a model in this module → its name in the package.
        clients: the names of the classes of clients.
    """

    def __init__(self, package: str, client: str) -> None:
        super().__init__()
        self._package = package
        self.is_used = False
        self.modules: set[str] = set()
        self.classes: dict[str, str] = {}
        self.clients = {client, f"Async{client}"}

    def visit_Import(self, node: cst.Import) -> None:  # noqa: N802 - the names are LibCST's
        """Take `import package` and `import package.models as m`."""
        for alias in node.names:
            name = dotted(alias.name) or ""
            if name == self._package or name.startswith(f"{self._package}."):
                self.is_used = True
                shown = dotted(alias.asname.name) if alias.asname else None
                if name == self._package:
                    self.modules.add(f"{shown or name}.models")
                elif name == f"{self._package}.models":
                    self.modules.add(shown or name)

    def visit_ImportFrom(self, node: cst.ImportFrom) -> None:  # noqa: N802
        """Take `from package import models` and `from package.models import Item`."""
        module = dotted(node.module) if node.module is not None and not node.relative else None
        if module is None or not (module == self._package or module.startswith(f"{self._package}.")):
            return
        self.is_used = True
        for alias in node.names if not isinstance(node.names, cst.ImportStar) else ():
            name = dotted(alias.name) or ""
            shown = dotted(alias.asname.name) if alias.asname else name
            if module == self._package and name == "models":
                self.modules.add(str(shown))
            elif module == self._package and name in self.clients:
                self.clients.add(str(shown))
            elif module.startswith(f"{self._package}.models"):
                self.classes[str(shown)] = name

    def class_of(self, node: cst.CSTNode) -> str | None:
        """Return the model that an expression names, by its name in the package."""
        name = dotted(node)
        if name is None:
            return None
        if name in self.classes:
            return self.classes[name]
        owner, _, own = name.rpartition(".")
        return own if owner in self.modules else None
