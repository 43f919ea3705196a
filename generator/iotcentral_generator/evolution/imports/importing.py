"""Import of a published document into a folder of authored ones, and what it leaves to be done."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ...document.nodes import Key, Node, walk
from ...document.operations import operations
from ...document.versions import VersionLines, date_of
from ...lint import is_harmless, lint
from ...lint.examples import invalid_examples
from ...load import Spec, load, load_all
from ...problems import GenerationError, Problem, in_order
from ...project import project
from .incoming import incoming
from .losses import ImportReport
from .merge_operations import OperationMerge
from .merge_schemas import SchemaMerge
from .merge_target import MergeTarget
from .new_document import write_new_document
from .published import read_published
from .yaml_style import block
from .yaml_text import YamlText

__all__ = ["ImportResult", "import_document"]

_SHOWN = 20
"""Descriptions that a report shows; of more it tells the number."""


class ImportResult(NamedTuple):
    """The result of an import.

    Attributes:
        root: the root of the document that has the version now.
        files: the files that were written.
        changes: what is new, gone or different in the version, in words.
        report: what is not carried over, and what was assumed.
        differences: in what the projection still differs from the published document.
        open_tasks: what lint asks a person for.
    """

    root: Path
    files: list[Path]
    changes: list[str]
    report: list[str]
    differences: list[str]
    open_tasks: list[Problem]

    def lines(self, version: str) -> Iterator[str]:
        """Iterate over the lines that tell a person what was done, and what is left to do."""
        yield from (f"{change}" for change in self.changes)
        yield from self.report
        yield from (f"to do: {problem}" for problem in in_order(self.open_tasks))
        yield from (f"differs from the published document: {difference}" for difference in self.differences)
        yield f"{self.root}: {len(self.files)} files written for {version}, {len(self.changes)} changes found"
        equal = f"differs in {len(self.differences)} places from" if self.differences else "equals"
        yield f"the projection of {version} {equal} the published document; {len(self.open_tasks)} things are to do"


def import_document(file: Path, version: str, folder: Path, line: str | None = None) -> ImportResult:
    """Merge a published document into a folder of authored ones, as an api-version of one of them.

    Args:
        file: the published document.
        version: the api-version that it is.
        folder: the folder of the authored documents; if there is none, the document becomes one.
        line: the line of the version, stable or preview; None: what its name says.

    Raises:
        GenerationError: the document or the folder cannot be used; nothing is written.
    """
    published = read_published(file)
    if not list(folder.glob("openapi.yaml")) + list(folder.glob("*/openapi.yaml")):
        return _import_new(published, version, folder)
    specs = load_all(folder)
    spec = _document_for(specs, published, version)
    if spec is None:
        return _import_new(published, version, folder / _folder_name(published))
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch, "spec")
        shutil.copytree(folder, copy)
        root = copy / spec.root.relative_to(folder)
        report = ImportReport(_settled(spec))
        changed = _merge(load(root), published, version, line, report)
        changed.files.extend(_retire_examples(root, version, report))
        differences, open_tasks = _verify(root, published, version, spec)
        files = []
        for path in dict.fromkeys(changed.files):
            target = folder / path.relative_to(copy)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
            files.append(target)
        tasks = [_moved(problem, copy, folder) for problem in open_tasks]
        return ImportResult(spec.root, files, changed.notes, list(report.lines()), differences, tasks)


class _Merged(NamedTuple):
    """The files that a merge has written, and what it found, in words."""

    files: list[Path]
    notes: list[str]


def _merge(spec: Spec, published: Node, version: str, line: str | None, report: ImportReport) -> _Merged:
    document = incoming(published, report, _known_variants(spec))
    lines = _lines_with(spec.lines, version, line)
    target = _compared(spec, document, published, version, lines)
    notes = list(target.notes)
    _tell(spec, document, target, report)
    root_edits = _line_edits(spec, lines) if lines != spec.lines else {}
    texts = target.texts(root_edits) if target.edited or root_edits else {}
    written = []
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8")
        written.append(path)
    for path, content in target.new_parts.items():
        _write_part(path, content)
        written.append(path)
    written += _write_root_lists(spec, document, target)
    return _Merged(list(dict.fromkeys(written)), list(dict.fromkeys([*notes, *target.notes])))


def _tell(spec: Spec, document: Node, target: MergeTarget, report: ImportReport) -> None:
    """Report what the document says and the authored one does not take: addresses, descriptions, likely renames."""
    for look in dict.fromkeys(target.looks):
        report.suggest(look)
    urls = [[str(server.get("url")) for server in each.get("servers", [])] for each in (spec.document, document)]
    if "servers" in document and urls[1] not in (["https://localhost"], urls[0]):
        report.lose("servers", f"the address {', '.join(urls[1])}; all versions have {', '.join(urls[0])}")
    for prose in target.prose[:_SHOWN]:
        report.lose(prose.partition(": ")[0], f'its description, "{prose.partition(": ")[2]}"; what is authored stays')
    if len(target.prose) > _SHOWN:
        report.lose("descriptions", f"{len(target.prose) - _SHOWN} more of nodes that are described in spec/ already")


def _settled(spec: Spec) -> set[str]:
    """Return the places of which a document says already what an import would assume: secrets, merge patches."""
    found = set()
    for owner, schema in spec.document.get("components", {}).get("schemas", {}).items():
        found |= {
            f"{owner}.{key[-1]}" for key, node in walk(schema) if key and isinstance(node, dict) and "x-secret" in node
        }
    for _, _, operation in operations(spec.document):
        if "x-merge-patch-of" in str(operation.get("requestBody")):
            found.add(f"{operation.get('operationId')} body")
    return found


def _retire_examples(root: Path, version: str, report: ImportReport) -> list[Path]:
    """Take the examples that are not valid in the version out of it; return the files that changed."""
    spec = load(root)
    if not is_harmless(lint(spec)):
        return []
    target = MergeTarget(spec, version, spec.lines)
    for key in dict.fromkeys(invalid_examples(spec, version)):
        if target.at(key) is None:
            continue
        report.decide(" ".join(map(str, key[1:])), f"this example does not fit {version}; write one for it")
        if key[-1] == "example":
            target.patch(key[:-1], {"example": None})
        else:
            target.mark(key, "example", present=False)
    written = []
    for path, text in target.texts({}).items() if target.edited else ():
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return written


def _compared(spec: Spec, document: Node, published: Node, version: str, lines: VersionLines) -> MergeTarget:
    target = MergeTarget(spec, version, lines)
    schemas = SchemaMerge(target, document, nullability="swagger" not in published)
    OperationMerge(target, document, schemas).merge()
    _mark_unused(target, published)
    return target


def _mark_unused(target: MergeTarget, published: Node) -> None:
    """Let the version have the authored schemas that no operation uses if the published document defines them."""
    defined = published.get("definitions") or published.get("components", {}).get("schemas", {})
    for name, schema in target.document.get("components", {}).get("schemas", {}).items():
        if "x-unused" in schema:
            target.mark(("components", "schemas", name), f"schema {name}", present=target.name_now(name) in defined)


def _verify(root: Path, published: Node, version: str, before: Spec) -> tuple[list[str], list[Problem]]:
    """Return in what the projection differs from the published document, and what lint asks for.

    Raises:
        GenerationError: another version is not what it was, which is a fault of the import.
    """
    spec = load(root)
    changed = [v for v in before.versions if v != version and project(before, v) != project(spec, v)]
    if changed:
        message = f"the import would change {', '.join(changed)}, which it must not; report this document"
        raise GenerationError([Problem("S502", message)])
    document = incoming(published, ImportReport(), _known_variants(spec))
    left = _compared(spec, document, published, version, spec.lines)
    left.texts({})
    differences = list(dict.fromkeys(left.notes)) if left.edited else []
    return differences, lint(spec)


def _known_variants(spec: Spec) -> Mapping[str, frozenset[str]]:
    """Return union → its authored variants."""
    schemas = spec.document.get("components", {}).get("schemas", {})
    return {
        name: frozenset(str(item.get("$ref", "")).rpartition("/")[2] for item in schema.get("oneOf", []))
        for name, schema in schemas.items()
        if "discriminator" in schema
    }


def _document_for(specs: list[Spec], published: Node, version: str) -> Spec | None:
    """Return the authored document of which a published one is a version: that with the most operations in common."""
    found = [spec for spec in specs if version in spec.versions]
    if found:
        return found[0]
    own = {o.get("operationId") for item in published["paths"].values() for o in item.values() if isinstance(o, dict)}
    common = {spec.root: len(own & {o.get("operationId") for _, _, o in operations(spec.document)}) for spec in specs}
    best = max(specs, key=lambda spec: common[spec.root])
    return best if common[best.root] else None


def _lines_with(lines: VersionLines, version: str, line: str | None) -> VersionLines:
    """Return the lines with a version: in the line that is named, else in the one that its name says."""
    if version in lines.all:
        return lines
    date = date_of(version)
    suffixed = bool(date) and not version.endswith(str(date))
    wanted = line or ("preview" if suffixed else "stable")
    if wanted == "stable" and not lines.preview:
        return VersionLines(_in_order(lines.stable, version))
    if not lines.preview:
        previews = tuple(v for v in lines.stable if date_of(v) and not v.endswith(str(date_of(v))))
        lines = VersionLines(tuple(v for v in lines.stable if v not in previews), previews)
    if wanted == "stable":
        return VersionLines(_in_order(lines.stable, version), lines.preview)
    return VersionLines(lines.stable, _in_order(lines.preview, version))


def _in_order(versions: tuple[str, ...], version: str) -> tuple[str, ...]:
    for index in range(len(versions), -1, -1):
        candidate = (*versions[:index], version, *versions[index:])
        if VersionLines(candidate).misplaced() is None:
            return candidate
    return (*versions, version)


def _line_edits(spec: Spec, lines: VersionLines) -> dict[tuple[Key, str], Any]:
    """Return the members of the root that differ, by the key of their mapping and their name."""
    key = "x-api-versions"
    written = YamlText(spec.root).value((key,))
    if isinstance(written, list) and lines.preview and lines.stable == spec.lines.stable:
        return {((), key): lines}  # the list becomes a line of two, as it is written
    if isinstance(written, dict):
        both = {"stable": lines.stable, "preview": lines.preview}
        return {
            ((key,), line): list(versions) for line, versions in both.items() if versions != getattr(spec.lines, line)
        }
    both_lines = {"stable": list(lines.stable), "preview": list(lines.preview)}
    return {((), key): both_lines if lines.preview else list(lines.stable)}


def _write_part(path: Path, content: Node) -> None:
    path.write_text(block(content, 0) + "\n", encoding="utf-8")


def _write_root_lists(spec: Spec, document: Node, target: MergeTarget) -> list[Path]:
    """Add the new files to the parts of the root, and the new resources to its tags."""
    known = {tag.get("name") for tag in spec.document.get("tags", [])}
    tags = [tag for tag in document["tags"] if tag["name"] not in known]
    if not target.new_parts and not tags:
        return []
    text = YamlText(spec.root)
    for path in target.new_parts:
        text.append(("x-parts",), path.name)
    for tag in tags:
        text.append(("tags",), tag)
    spec.root.write_text(text.text(), encoding="utf-8")
    return [spec.root]


def _import_new(published: Node, version: str, folder: Path) -> ImportResult:
    report = ImportReport()
    document = incoming(published, report)
    files = write_new_document(document, version, folder)
    spec = load(folder / "openapi.yaml")
    left = _compared(spec, document, published, version, spec.lines)
    left.texts({})
    differences = list(dict.fromkeys(left.notes)) if left.edited else []
    return ImportResult(spec.root, files, [], list(report.lines()), differences, lint(spec))


def _folder_name(published: Node) -> str:
    title = str(published.get("info", {}).get("title", "api")).lower()
    return "_".join("".join(c if c.isalnum() and c.isascii() else " " for c in title).split()) or "api"


def _moved(problem: Problem, copy: Path, folder: Path) -> Problem:
    if problem.position is None:
        return problem
    file = folder / problem.position.file.relative_to(copy)
    return problem._replace(position=problem.position._replace(file=file))
