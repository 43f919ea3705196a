"""Reader of the files of one document, which collects positions and problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

import yaml

from ..document.grammar import describe_value
from ..document.nodes import Key
from ..document.versions import VersionLines, date_of
from ..problems import Position, Problem
from .core_schema import compose, scalar
from .spec import FIRST_RELEASE, RELEASE, PackageSettings

__all__ = ["DocumentReader"]

_Section = tuple[Key, dict[str, Any], dict[str, Any]]
"""The key of a section, its content in the document, and in a part."""

_NO_DEFAULTS: Mapping[str, str] = {}


class DocumentReader:
    """Reader of a root and its parts.

    Attributes:
        carried: the roots of the documents whose operations this one carries out.
        positions: key of a node → where it is authored.
        problems: the problems of the files that were read so far.
    """

    def __init__(self, carried: tuple[Path, ...] = ()) -> None:
        self.carried = carried
        self.positions: dict[Key, Position] = {}
        self._read: dict[Key, Position] = {}  # of the file that was read last
        self.problems: list[Problem] = []

    def read(self, file: Path, what: str, named: Position | None = None) -> dict[str, Any]:
        """Return the content of a file; one that cannot be used is recorded as a problem, and {} is returned.

        Args:
            file: the file.
            what: what it holds, for messages.
            named: where it is named, which is the place of the problem if there is no such file.
        """
        self._read = {(): Position(file, 1)}
        content: Any = None
        try:
            node = compose(file.read_text(encoding="utf-8"))
            content = self._build(node, (), file) if node else None
            self.positions = {**self._read, **self.positions}
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            self._problem("S001", f"this is not valid YAML: {error.problem}; correct it", file, line)
            return {}
        except yaml.YAMLError as error:
            self._problem("S001", f"this is not valid YAML: {error}; correct it", file)
            return {}
        except OSError as error:
            message = f"{what} cannot be read: {file}: {error.strerror}; correct its name, or remove it from the list"
            self.problems.append(Problem("S001", message, named or Position(file, 1)))
            return {}
        except ValueError as error:
            self._problem("S001", f"{what} cannot be read: {error}", file)
            return {}
        except RecursionError:
            self._problem("S001", f"{what} is nested too deeply, or holds itself by an alias; write it out", file)
            return {}
        if not isinstance(content, dict):
            self._problem(
                "S001",
                f"{what} is a mapping, but this file holds {describe_value(content)}; write `key: value` lines",
                file,
            )
            return {}
        return content

    def merge(self, document: dict[str, Any], part: dict[str, Any], file: Path) -> None:
        """Add a part's paths and components to the document."""
        for section, target, content in self._sections(document, part, file):
            for name, value in content.items():
                if name in target:
                    first = self.positions[(*section, name)]
                    message = f'{section[-1]} "{name}" is already authored at {first}; keep one'
                    self.problems.append(Problem("S003", message, self._read[(*section, name)]))
                target.setdefault(name, value)
        for key in part.keys() - {"paths", "components"}:
            message = f'a part holds paths and components only; move "{key}" to the root'
            self.problems.append(Problem("S004", message, self._read[(key,)]))

    def package(self, document: dict[str, Any], file: Path) -> PackageSettings:
        """Return the settings of the packages (`x-package`)."""
        texts = [each for each in fields(PackageSettings) if each.name != "versions"]
        needed = [each.name for each in texts if each.default is MISSING]
        optional = {each.name: str(each.default) for each in texts if each.default is not MISSING}
        given = document.get("x-package")
        versions = given.get("version") if isinstance(given, dict) else None
        if isinstance(versions, dict):
            document = {"x-package": {**(given or {}), "version": FIRST_RELEASE}}
        given_texts: dict[str, Any] = self.texts(document, "x-package", needed, file, optional)
        return PackageSettings(**given_texts, versions=versions if isinstance(versions, dict) else {})

    def check_releases(self, package: PackageSettings, lines: VersionLines, file: Path) -> None:
        """Report the versions of distributions that are not what a release can have."""
        for name, version in package.versions.items():
            line = self._line("x-package", file)
            if name not in lines.all:
                known = ", ".join(lines.all)
                message = f'`version` of x-package: "{name}" is not an api-version; write one of {known}, or remove it'
                self._problem("S005", message, file, line)
                continue
            preview = name in lines.preview
            form = "1.2.0b1, a pre-release, because it is a preview" if preview else "1.2.0"
            match = RELEASE.fullmatch(version) if isinstance(version, str) else None
            if match is None or (preview and match["beta"] is None):
                message = f'`version` of x-package: "{version}" cannot be the release of {name}; write one like {form}'
                self._problem("S005", message, file, line)

    def texts(
        self,
        document: dict[str, Any],
        key: str,
        needed: Sequence[str],
        file: Path,
        optional: Mapping[str, str] = _NO_DEFAULTS,
    ) -> dict[str, str]:
        """Return a mapping of texts from the root, such as `x-package`.

        Args:
            document: the root.
            key: the member that holds the mapping.
            needed: the names that it must have.
            file: the file of the root.
            optional: further names that it may have, with their defaults.
        """
        given = document.get(key)
        values = {**optional, **dict.fromkeys(needed), **(given if isinstance(given, dict) else {})}
        line = self._line(key, file)
        for name, value in values.items():
            if name not in needed and name not in optional:
                known = ", ".join([*needed, *optional])
                self._problem(
                    "S005",
                    f"`{name}` is not a member of {key}; its members are {known}; write one of these, or remove it",
                    file,
                    line,
                )
            elif not isinstance(value, str):
                self._problem(
                    "S005", f"{key} needs the text `{name}` (it needs {', '.join(needed)}); add it", file, line
                )
        return {name: str(values[name]) for name in (*needed, *optional)}

    def strings(
        self, document: dict[str, Any], key: str, file: Path, *, required: bool = True, within: str = ""
    ) -> list[str]:
        """Return a list of distinct strings from the root, such as `x-parts`, or from a mapping `within` it."""
        value = document.get(key, None if required else [])
        line, key = self._line(within or key, file), f"{within}: {key}" if within else key
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value) or (required and not value):
            message = f"{key} is a list of strings, but here is {describe_value(value)}; write one: [a, b]"
            self._problem("S005", message, file, line)
            return []
        if len(set(value)) < len(value):
            message = f"{key} lists a value twice: {', '.join(value)}; list each once"
            self._problem("S005", message, file, line)
        return value

    def lines(self, document: dict[str, Any], file: Path) -> VersionLines:
        """Return the lines of api-versions: a mapping of `stable` and `preview`, or the list of a single line."""
        key, value = "x-api-versions", document.get("x-api-versions")
        if not isinstance(value, dict):
            lines = VersionLines(tuple(self.strings(document, key, file)))
        else:
            found = {
                name: self.strings(value, name, file, required=False, within=key) for name in ("stable", "preview")
            }
            lines = VersionLines(tuple(found["stable"]), tuple(found["preview"]))
        for message in _line_faults(value, lines):
            self._problem("S005", message, file, self._line(key, file))
        return lines

    def _problem(self, code: str, message: str, file: Path, line: int = 1) -> None:
        self.problems.append(Problem(code, message, Position(file, line)))

    def position(self, key: str, file: Path) -> Position:
        """Return the position of a setting of the root."""
        return self.positions.get((key,), Position(file, 1))

    def _line(self, key: str, file: Path) -> int:
        return self.position(key, file).line

    def _sections(self, document: dict[str, Any], part: dict[str, Any], file: Path) -> Iterator[_Section]:
        """Pair the sections of a part with the sections of the document to which they are added."""
        yield ("paths",), self._mapping(document, "paths", (), file), self._mapping(part, "paths", (), file)
        target, components = (self._mapping(each, "components", (), file) for each in (document, part))
        for kind in list(components):
            key = ("components",)
            yield (*key, kind), self._mapping(target, kind, key, file), self._mapping(components, kind, key, file)

    def _mapping(self, node: dict[str, Any], name: str, key: Key, file: Path) -> dict[str, Any]:
        """Return a section, which is made where it is missing or empty; one of another form is a problem."""
        if node.get(name) is None:
            node[name] = {}
        if not isinstance(node[name], dict):
            message = f"`{name}` is a mapping, but here is {describe_value(node[name])}; write a mapping, or remove it"
            self.problems.append(Problem("S004", message, self._read.get((*key, name), Position(file, 1))))
            node[name] = {}
        found: dict[str, Any] = node[name]
        return found

    def _build(self, node: yaml.Node, key: Key, file: Path) -> Any:
        """Convert a YAML node to plain values."""
        self._read.setdefault(key, Position(file, node.start_mark.line + 1))
        if isinstance(node, yaml.SequenceNode):
            return [self._build(item, (*key, index), file) for index, item in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return self._build_mapping(node, key, file)
        try:
            return scalar(node)
        except ValueError as error:
            self._problem("S008", f"{error}; write it in quotes if it is a text", file, node.start_mark.line + 1)
            return None

    def _build_mapping(self, node: yaml.MappingNode, key: Key, file: Path) -> dict[str, Any]:
        content: dict[str, Any] = {}
        for name_node, value in node.value:
            line = name_node.start_mark.line + 1
            if not isinstance(name_node, yaml.ScalarNode):
                self._problem("S008", "a key is a text, but here is a list or a mapping; write a text", file, line)
                continue
            name = str(name_node.value)
            if name in content:
                self._problem("S002", f'the key "{name}" occurs twice here; keep one', file, line)
            self._read.setdefault((*key, name), Position(file, line))
            content[name] = self._build(value, (*key, name), file)
        return content


def _line_faults(value: object, lines: VersionLines) -> Iterator[str]:
    if isinstance(value, dict):
        for name in value.keys() - {"stable", "preview"}:
            yield f'x-api-versions has no line "{name}"; its lines are stable and preview; write one of these'
        if not lines.all:
            yield "x-api-versions names no version; list one at least"
        for version in [version for version in lines.all if date_of(version) is None]:
            message = f'x-api-versions: "{version}" has no date in its name, by which two lines are put in order; '
            yield message + "write one: 2022-07-31"
        for version in sorted({*lines.stable} & {*lines.preview}):
            yield f'x-api-versions: "{version}" is in both lines; keep it in one'
    if misplaced := lines.misplaced():
        first, second = misplaced
        yield f'x-api-versions: "{second}" is older than "{first}", but comes after it; exchange them'
