"""Documents written as plain data, and the packages that are generated from them, imported."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
from iotcentral_generator.pipeline import generate
from iotcentral_generator.problems import GenerationError

from iotcentral import BearerToken
from tests.support import type_checker

__all__ = ["Requests", "document", "imported", "mypy_complaints", "operation", "problems", "properties"]

Node = dict[str, Any]


def document(name: str, paths: Node, schemas: Node, tags: tuple[str, ...] = (), **root: Any) -> Node:
    """Return a document with all that the rules want, besides what is passed."""
    return {
        "openapi": "3.1.0",
        "info": {"title": name},
        "x-api-versions": ["1"],
        "x-package": {
            "distribution": name,
            "version": "0.1.0",
            "client": name.title(),
            "description": "One.",
            "example": "import {package}",
        },
        "tags": [{"name": tag, "description": f"The {tag}."} for tag in tags],
        "servers": [{"url": f"https://{name}.example", "description": "Here."}],
        "paths": {path: {"description": "P.", **item} for path, item in paths.items()},
        "components": {"schemas": {key: {"description": f"A {key}.", **each} for key, each in schemas.items()}},
        **root,
    }


def operation(name: str, body: str = "", parameters: tuple[Node, ...] = (), **words: Any) -> Node:
    """Return an operation that sends and returns an object of one schema, or without a schema nothing."""
    made: Node = {"operationId": name, "summary": "Do it", "description": "Does it.", **words}
    if parameters:
        made["parameters"] = [{"description": "P.", "example": "x", **each} for each in parameters]
    if body:
        content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{body}"}, "examples": {}}}
        content["application/json"]["examples"] = {"one": {"value": {}}}
        made["requestBody"] = {"description": "What is sent.", "required": True, "content": content}
        made["responses"] = {"200": {"description": "The answer.", "content": content}}
    else:
        made["responses"] = {"204": {"description": "Done."}}
    return made


def properties(*names: str, **schemas: Node) -> Node:
    """Return the properties of an object: texts by their names, and others."""
    texts = {name: {"type": "string", "description": f"The {name!r}.", "x-secret": False} for name in names}
    return texts | {name: {"description": f"The {name}.", **schema} for name, schema in schemas.items()}


@contextmanager
def imported(spec: Node, folder: Path) -> Iterator[ModuleType]:
    """Generate the package of a document below a folder, and import it."""
    _write(spec, folder)
    generate(folder / "spec", folder / "out", lambda _: None)
    name = str(spec["x-package"]["distribution"])
    sys.path.insert(0, str(folder / "out" / name))
    try:
        yield importlib.import_module(name)
    finally:
        sys.path.remove(str(folder / "out" / name))
        for module in [module for module in sys.modules if module.partition(".")[0] == name]:
            del sys.modules[module]


def problems(spec: Node, folder: Path) -> list[str]:
    """Return the problems for which a document is refused, `LINE: CODE text`; [] if it is not."""
    _write(spec, folder)
    try:
        generate(folder / "spec", folder / "out", lambda _: None)
    except GenerationError as error:
        return [str(problem).removeprefix(f"{folder / 'spec' / 'openapi.yaml'}:") for problem in error.problems]
    return []


def _write(spec: Node, folder: Path) -> None:
    (folder / "spec").mkdir(parents=True)
    text = json.dumps(spec, indent=1, ensure_ascii=False)  # which is YAML too, but for what cannot be printed
    text = "".join(c if c.isprintable() or c == "\n" else f"\\u{ord(c):04x}" for c in text)
    (folder / "spec" / "openapi.yaml").write_text(text, encoding="utf-8")


def mypy_complaints(folder: Path, *sources: Path) -> str:
    """Return what `mypy --strict` says of a package that was made below a folder, and of programs; "" if nothing."""
    made = [path.parent for path in (folder / "out").glob("*/*/py.typed")]
    return type_checker.mypy_complaints(*made, *sources)


class Requests:
    """Clients of a package whose requests are answered with what they sent, or with an object.

    Attributes:
        sent: the requests.
    """

    def __init__(self, package: ModuleType, client: str, answer: Mapping[str, Any] | None = None) -> None:
        self._package = package
        self._client = client
        self._answer = answer
        self.sent: list[httpx.Request] = []

    def client(self) -> Any:
        """Return a synchronous client."""
        transport = httpx.MockTransport(self._respond)
        return getattr(self._package, self._client)("https://x.example", BearerToken("t"), transport=transport)

    def async_client(self) -> Any:
        """Return an asynchronous client."""
        transport = httpx.MockTransport(self._respond)
        return getattr(self._package, f"Async{self._client}")(
            "https://x.example", BearerToken("t"), transport=transport
        )

    def _respond(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(request)
        if not request.content and self._answer is None:
            return httpx.Response(204)
        content = json.loads(request.content) if request.content else self._answer
        return httpx.Response(200, json=content)
