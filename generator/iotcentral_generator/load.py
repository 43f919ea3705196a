"""Stage 1, load: the authored files become one document, and every node of it knows its line.

A root (`openapi.yaml`) names its parts in `x-parts`; each part holds the paths and components of one resource. They are
put together into one document, in which a `$ref` always begins with `#/`. YAML is read by its core schema, so that an
unquoted `2022-07-31` or `no` stays a string.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from os.path import normpath
from pathlib import Path
from typing import Any

import yaml

from .problems import GenerationError, Position, Problem

__all__ = ["CarrierLink", "Key", "Package", "Spec", "find_roots", "load"]

Key = tuple[str | int, ...]
"""Where a node is in the document: `("paths", "/api/devices", "get")`."""


@dataclass(frozen=True)
class Package:
    """What a root says of the packages that are made of it; `{api-version}` stands for the version in the texts.

    Attributes:
        base: the class of the runtime that the client is derived from; its module has an `Async` twin of it.
        methods: the resource of the operations whose operationIds name none: they are methods of the client itself.
        author: who publishes the packages.
        repository: the URL of the project's repository, from which the other URLs of the project follow.
    """

    distribution: str
    version: str
    client: str
    description: str
    example: str
    base: str = "iotcentral._core.clients.Client"
    methods: str = ""
    author: str = ""
    repository: str = ""

    @property
    def base_module(self) -> str:
        """The module of the class that the client is derived from."""
        return self.base.rpartition(".")[0]

    @property
    def base_class(self) -> str:
        """The class that the client is derived from."""
        return self.base.rpartition(".")[2]

    def name(self, api_version: str) -> str:
        """Return the distribution's name for one api-version."""
        return self.distribution.replace("{api-version}", api_version)


@dataclass(frozen=True)
class CarrierLink:
    """Which document's operations carry out those of this one (`x-carrier`).

    Attributes:
        spec: the other document.
        api_version: its version.
        host: the parameter here that says where the other API is asked.
        prefix: what the names of schemas that are taken over begin with.
    """

    spec: Spec
    api_version: str
    host: str
    prefix: str


@dataclass(frozen=True)
class Spec:
    """An authored document: all api-versions in one."""

    root: Path
    document: dict[str, Any]
    versions: tuple[str, ...]
    package: Package
    positions: Mapping[Key, Position] = field(repr=False)
    carrier: CarrierLink | None = field(default=None, repr=False)

    def position(self, key: Key) -> Position:
        """Return the place of a node, or of the nearest node above it that was authored."""
        while key not in self.positions:
            key = key[:-1]
        return self.positions[key]


def find_roots(folder: Path) -> list[Path]:
    """Find the root documents under `folder`: `openapi.yaml`, there or one folder deeper.

    Raises:
        GenerationError: there is none.
    """
    roots = sorted([*folder.glob("openapi.yaml"), *folder.glob("*/openapi.yaml")])
    if not roots:
        raise GenerationError([Problem("S001", f"there is no openapi.yaml in {folder}; give the folder of the spec")])
    return roots


def load(root: Path, known: dict[Path, Spec] | None = None) -> Spec:
    """Read a root and its parts, and the document that carries its operations out, if it names one.

    Args:
        root: the file.
        known: documents that were read already, by their roots; what is read is added.

    Raises:
        GenerationError: a file cannot be read, is no YAML, or does not have the form of a root or a part.
    """
    known = {} if known is None else known
    if (found := known.get(root.resolve())) is not None:
        return found
    reader = _Reader()
    document = reader.read(root, "a document")
    if reader.problems and not document:
        raise GenerationError(reader.problems)  # the rest would be told as missing
    package = reader.package(document, root)
    versions = reader.strings(document, "x-api-versions", root)
    for name in reader.strings(document, "x-parts", root, required=False):
        part = root.parent / name
        reader.merge(document, reader.read(part, "a part"), part)
    named = reader.texts(document, "x-carrier", _CARRIER, root) if "x-carrier" in document else None
    if reader.problems:
        raise GenerationError(reader.problems)
    link = None
    if named is not None:
        other = load(Path(normpath(root.parent / named["document"])), known)
        link = CarrierLink(other, named["api-version"], named["host"], named["prefix"])
    for key in ("x-api-versions", "x-carrier", "x-package", "x-parts"):
        document.pop(key, None)
    spec = known[root.resolve()] = Spec(root, document, tuple(versions), package, reader.positions, link)
    return spec


_CARRIER = ("document", "api-version", "host", "prefix")


_NONE: Mapping[str, str] = {}


class _Reader:
    """Collects the positions and the problems of the files of one document."""

    def __init__(self) -> None:
        self.positions: dict[Key, Position] = {}
        self.problems: list[Problem] = []

    def problem(self, code: str, message: str, file: Path, line: int = 1) -> None:
        self.problems.append(Problem(code, message, Position(file, line)))

    def read(self, file: Path, what: str) -> dict[str, Any]:
        """Read a file; a file that cannot be used is a problem and gives {}."""
        try:
            node = yaml.compose(file.read_text(encoding="utf-8"), Loader=_CoreLoader)
        except (OSError, UnicodeDecodeError) as error:
            self.problem("S001", f"{what} cannot be read: {error}", file)
            return {}
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            self.problem("S001", f"this is no YAML: {error.problem}", file, line)
            return {}
        except yaml.YAMLError as error:
            self.problem("S001", f"this is no YAML: {error}", file)
            return {}
        self.positions.setdefault((), Position(file, 1))
        content = self.build(node, (), file) if node else None
        if not isinstance(content, dict):
            self.problem("S001", f"{what} is a mapping, but this file holds {_kind(content)}", file)
            return {}
        return content

    def build(self, node: yaml.Node, key: Key, file: Path) -> Any:
        """Turn a YAML node into plain values."""
        self.positions.setdefault(key, Position(file, node.start_mark.line + 1))
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*key, index), file) for index, item in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return self.build_mapping(node, key, file)
        return _SCALARS.get(node.tag, str)(node.value)

    def build_mapping(self, node: yaml.MappingNode, key: Key, file: Path) -> dict[str, Any]:
        content: dict[str, Any] = {}
        for name_node, value in node.value:
            name, line = str(name_node.value), name_node.start_mark.line + 1
            if name in content:
                self.problem("S002", f'the key "{name}" stands twice here; keep one', file, line)
            self.positions.setdefault((*key, name), Position(file, line))
            content[name] = self.build(value, (*key, name), file)
        return content

    def merge(self, document: dict[str, Any], part: dict[str, Any], file: Path) -> None:
        """Put a part's paths and components into the document."""
        for section, target, content in _sections(document, part):
            for name, value in content.items():
                if name in target:
                    first = self.positions[(*section, name)]
                    self.problem("S003", f'{section[-1]} "{name}" is already authored at {first}; keep one', file)
                target.setdefault(name, value)
        for key in part.keys() - {"paths", "components"}:
            self.problem("S004", f'a part holds paths and components only; move "{key}" to the root', file)

    def package(self, document: dict[str, Any], file: Path) -> Package:
        needed = [each.name for each in fields(Package) if each.default is MISSING]
        optional = {each.name: each.default for each in fields(Package) if each.default is not MISSING}
        return Package(**self.texts(document, "x-package", needed, file, optional))

    def texts(
        self,
        document: dict[str, Any],
        key: str,
        needed: Sequence[str],
        file: Path,
        optional: Mapping[str, str] = _NONE,
    ) -> dict[str, str]:
        """Read a mapping of texts, such as `x-package`."""
        given = document.get(key)
        values = {**optional, **dict.fromkeys(needed), **(given if isinstance(given, dict) else {})}
        line = self.positions.get((key,), Position(file, 1)).line
        for name, value in values.items():
            if name not in needed and name not in optional:
                self.problem("S005", f"{key} knows no `{name}`; it knows {', '.join([*needed, *optional])}", file, line)
            elif not isinstance(value, str):
                self.problem("S005", f"{key} needs the text `{name}` (it needs {', '.join(needed)})", file, line)
        return {name: str(values[name]) for name in (*needed, *optional)}

    def strings(self, document: dict[str, Any], key: str, file: Path, *, required: bool = True) -> list[str]:
        value = document.get(key, None if required else [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value) or (required and not value):
            line = self.positions.get((key,), Position(file, 1)).line
            self.problem("S005", f"{key} is a list of strings, but here is {_kind(value)}", file, line)
            return []
        if len(set(value)) < len(value):
            self.problem("S005", f"{key} names something twice: {', '.join(value)}", file, self.positions[(key,)].line)
        return value


def _sections(document: dict[str, Any], part: dict[str, Any]) -> Iterator[tuple[Key, dict[str, Any], dict[str, Any]]]:
    """Pair the sections of a part with those of the document that they go into."""
    yield ("paths",), document.setdefault("paths", {}), part.get("paths") or {}
    for kind, content in (part.get("components") or {}).items():
        yield ("components", kind), document.setdefault("components", {}).setdefault(kind, {}), content or {}


def _kind(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list) else f"`{value}`"


class _CoreLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # libyaml is optional
    """YAML 1.2's core schema: no dates, no `yes` and `no`, no sexagesimal numbers."""


_INT, _FLOAT = "tag:yaml.org,2002:int", "tag:yaml.org,2002:float"
_BOOL, _NULL = "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null"
_SCALARS: dict[str, Callable[[str], Any]] = {
    _INT: int,
    _FLOAT: float,
    _BOOL: lambda text: text.lower() == "true",
    _NULL: lambda _: None,
}

_CoreLoader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    (_BOOL, r"true|True|TRUE|false|False|FALSE", "tTfF"),
    (_NULL, r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    (_INT, r"[-+]?[0-9]+", "-+0123456789"),
    (_FLOAT, r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    _CoreLoader.add_implicit_resolver(_tag, re.compile(f"^(?:{_pattern})$"), list(_first))
