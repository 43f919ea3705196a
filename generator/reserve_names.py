"""Derivation of the reserved names: `python generator/reserve_names.py [--check]`.

The package of `specimen/` is rendered, a document of which every name holds the word "specimen". What does not hold it
in the package is the templates' own, and is reserved where a name of a document would take its place. So are the
attributes of the runtime's classes from which the generated ones are derived.
"""

from __future__ import annotations

import ast
import builtins
import dis
import enum
import inspect
import json
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

from attrs import define, field
from iotcentral_generator.engine import parse
from iotcentral_generator.load import Spec, load_all
from iotcentral_generator.plan import plan
from iotcentral_generator.plan.naming import SCOPES
from iotcentral_generator.project import project
from iotcentral_generator.render import render

import iotcentral._core.decoding as decoding
from iotcentral._core.aio.resource import AsyncResource
from iotcentral._core.model import Model, OpenEnum
from iotcentral._core.sync.resource import Resource
from iotcentral._core.types import UNSET, Unset
from iotcentral.long_running._aio import AsyncLongRunningResource
from iotcentral.long_running._sync import LongRunningResource
from iotcentral.webhooks._resource import TriggerResource

FOLDER = Path(__file__).parent
TARGET = FOLDER / "iotcentral_generator/plan/reserved_names.json"
RENEW = "run `python generator/reserve_names.py`"

_RESOURCES = (Resource, AsyncResource, LongRunningResource, AsyncLongRunningResource, TriggerResource)
ANSWERED = {
    "members": {"field"},  # imported under another name by the module of a model that has such a member
    "methods": set(dir(builtins)),  # written as `builtins.list` in a class with a method `list`
    "exports": {"TYPE_CHECKING"},  # imported as a part of `typing` where a model is called so
}
"""Names to which the templates have an answer themselves."""


@define(kw_only=True)
class SpecimenModel(Model):
    """A model, whose constructor shows which names attrs uses in constructors."""

    specimen_required: str
    specimen_optional: str | Unset = UNSET
    specimen_read_only: str | Unset = field(default=UNSET, init=False)
    specimen_list: list[str] = field(factory=list)


def derive() -> dict[str, list[str]]:
    """Return the reserved names by scope."""
    found: dict[str, set[str]] = {scope: set() for scope in SCOPES}
    for path, text in _specimens():
        for scope, names in names_by_scope(path, ast.parse(text)):
            found[scope].update(names)
    for scope, names in _inherited():
        found[scope].update(names)
    found["client_methods"] |= found["methods"] | found["resources"]
    for scope, names in found.items():
        names -= ANSWERED.get(scope, set())
    return {scope: sorted(filter(_is_of_templates, names)) for scope, names in found.items()}


def _is_of_templates(name: str) -> bool:
    return "specimen" not in name.lower() and not name.startswith("_")


def _specimens() -> Iterator[tuple[str, str]]:
    """Iterate over the modules of the specimens: path in the package, text."""
    for spec in load_all(FOLDER / "specimen"):
        document = project(spec, spec.versions[0])
        parsed = parse(document)
        planned = plan(parsed, spec.versions[0], spec.package.methods, spec.package.client)
        for path, text in render(planned, spec.package, parsed, document).items():
            if path.endswith(".py"):
                yield path.partition("/")[2], text


def names_by_scope(path: str, tree: ast.Module) -> Iterator[tuple[str, Iterable[str]]]:
    """Iterate over the names of a module by the scopes in which they are reserved."""
    folder, _, file = path.rpartition("/")
    if path == "models/__init__.py":
        yield "exports", _used(tree)
    elif folder == "models":
        yield "classes", _used(tree)
        yield "values" if _is_enumeration(tree) else "members", _used_in_classes(tree)
    elif file in {"client.py", "aio_client.py"}:
        yield "resource_classes", _used(tree)
        yield "resources", _used_in_classes(tree)
    elif folder.startswith("resources") and file != "__init__.py":
        yield "resource_classes", _used(tree)
        yield "methods", [*_used_in_classes(tree), *_imported_modules(tree)]
        for function in _functions(tree):
            own, used = _parameters(function), [name for statement in function.body for name in _used(statement)]
            if function.name == "__init__":
                yield "raw", [*own, *used]
            else:
                yield "parameters", own
                yield "helpers", set(used) - set(own)
        yield "resource_modules", folder.split("/")[1:]
    elif folder == "operations":
        yield "constants", _used(tree)


def _inherited() -> Iterator[tuple[str, Iterable[str]]]:
    """Iterate over the names of the runtime by the scopes in which they are reserved."""
    loaded = dis.get_instructions(SpecimenModel.__init__)
    yield "classes", decoding.__all__
    yield "constants", decoding.__all__
    yield "members", [*dir(Model), *inspect.signature(Model.__init__).parameters]
    yield "members", [str(each.argval) for each in loaded if each.opname == "LOAD_GLOBAL"]
    yield "values", [*dir(enum.StrEnum), *dir(type(enum.StrEnum)), *dir(OpenEnum)]
    yield "methods", [name for base in _RESOURCES for name in dir(base)]
    for spec in (*load_all(FOLDER.parent / "spec"), *load_all(FOLDER / "specimen")):
        yield "resources", [name for base in _client_bases(spec) for name in dir(base)]
        yield "resource_classes", [base.__name__ for base in _client_bases(spec)]


def _client_bases(spec: Spec) -> list[type]:
    module = import_module(spec.package.base_module)
    return [getattr(module, f"{prefix}{spec.package.base_class}") for prefix in ("", "Async")]


def _is_enumeration(tree: ast.Module) -> bool:
    bases = {ast.unparse(base) for node in tree.body if isinstance(node, ast.ClassDef) for base in node.bases}
    return bool(bases & {"StrEnum", "OpenEnum"})


def _used(tree: ast.AST) -> Iterator[str]:
    """Iterate over all names in a module, whatever they are used for."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.alias):
            yield (node.asname or node.name).partition(".")[0]
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name


def _imported_modules(tree: ast.AST) -> Iterator[str]:
    """Iterate over the modules that a module imports for its annotations, be they needed in a specimen or not."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.asname or alias.name for alias in node.names)


def _used_in_classes(tree: ast.Module) -> Iterator[str]:
    """Iterate over the names in the bodies of classes, outside of their functions."""
    for found in ast.walk(tree):
        for statement in found.body if isinstance(found, ast.ClassDef) else ():
            if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
                yield statement.name
                parts: list[ast.AST] = [statement.args, *statement.decorator_list]
                parts += [statement.returns] if statement.returns else []
                written = {argument.arg for argument in ast.walk(statement.args) if isinstance(argument, ast.arg)}
                yield from (name for part in parts for name in _used(part) if name not in written)
            else:
                yield from _used(statement)


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Iterate over the functions that take parameters of the document."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not all(
            map(_is_of_templates, _parameters(node))
        ):
            yield node


def _parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    return [argument.arg for argument in ast.walk(function.args) if isinstance(argument, ast.arg)]


def text() -> str:
    """Return the content of the file that the generator reads."""
    about = "Derived from the templates and the runtime by `nox -s generate`. Do not edit."
    return json.dumps({"about": about, **derive()}, indent=1) + "\n"


if __name__ == "__main__":
    if sys.argv[1:] != ["--check"]:
        TARGET.write_text(text(), encoding="utf-8")
    elif TARGET.read_text(encoding="utf-8") != text():
        sys.exit(f"{TARGET} is not what is derived: {RENEW}")
