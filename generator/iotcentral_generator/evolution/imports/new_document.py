"""New authored document, made of a published one: a root with its settings, and a file for each resource."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ...document.grammar import Kind
from ...document.nodes import Node
from ...document.traversal import Place
from ...project.reach import reached_from
from .merge_target import without_internal
from .schemas import pascal
from .yaml_style import block

__all__ = ["write_new_document"]


def write_new_document(document: Node, version: str, folder: Path) -> list[Path]:
    """Write the files of a new authored document; return them.

    Args:
        document: the document of one version, in the dialect.
        version: the name of the version.
        folder: the folder of the document, which is made.
    """
    document = without_internal(document)
    folder.mkdir(parents=True, exist_ok=True)
    parts = _parts(document)
    contents = {"openapi.yaml": _root(document, version, list(parts)), **parts}
    for name, content in contents.items():
        lines = [block({word: value}, 0) for word, value in content.items()]
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return [folder / name for name in contents]


def _root(document: Node, version: str, parts: list[str]) -> Node:
    info = document["info"]
    title = str(info.get("title") or "API")
    name = pascal(title)
    name = name if name[:1].isalpha() else f"Api{name}"
    slug = "-".join("".join(c if c.isalnum() and c.isascii() else " " for c in title.lower()).split()) or "api"
    about = {word: info[word] for word in ("summary", "description", "license") if info.get(word)}
    license_name = about.get("license", {}).get("name")
    if license_name is None:
        about.pop("license", None)
    root: Node = {
        "openapi": "3.1.0",
        "info": {"title": title, **about},
        "x-api-versions": [version],
        "x-package": {
            "distribution": f"{slug}-v{{api-version}}",
            "version": "0.1.0",
            "client": name,
            "description": f"{title} client, api-version {{api-version}}",
            "example": f"from {{package}} import {name}, models\n",
        },
        "x-parts": parts,
        "tags": document["tags"],
        "servers": document["servers"],
    }
    if document.get("security"):
        root["security"] = document["security"]
    schemes = document["components"]["securitySchemes"]
    root["components"] = {"securitySchemes": schemes} if schemes else {}
    return root


def _parts(document: Node) -> dict[str, Node]:
    """Return the parts of a document: of each resource its paths and what only they use; the rest is shared."""
    by_resource: dict[str, Node] = {}
    for path, item in document["paths"].items():
        resource = next(iter(item.values()))["operationId"].partition("_")[0]
        by_resource.setdefault(resource, {})[path] = item
    reached = {
        resource: reached_from(document, [Place((), Kind.DOCUMENT, {"paths": paths})])
        for resource, paths in by_resource.items()
    }
    parts: dict[str, Node] = {f"{_file(r)}.yaml": {"paths": paths} for r, paths in by_resource.items()}
    for kind in ("parameters", "responses", "schemas"):
        for name, node in document["components"][kind].items():
            users = [resource for resource, found in reached.items() if f"{kind}/{name}" in found]
            file = f"{_file(users[0])}.yaml" if len(users) == 1 else "shared.yaml"
            part: dict[str, Any] = parts.setdefault(file, {})
            part.setdefault("components", {}).setdefault(kind, {})[name] = node
    return dict(sorted(parts.items(), key=lambda part: part[0] != "shared.yaml"))


def _file(resource: str) -> str:
    name = "".join(f"_{char.lower()}" if char.isupper() else char for char in resource).strip("_")
    return f"{name}_" if name in {"openapi", "shared"} else name
