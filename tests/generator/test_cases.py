"""Cases of documents in general: each works, or is refused in a way that can be followed; never anything else.

The cases are documents of one thing each, in `../shared/cases/generator`; they are not part of this workspace.
"""

from __future__ import annotations

import ast
import asyncio
import contextlib
import importlib
import inspect
import io
import json
import keyword
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest
from iotcentral_generator.cli import main

from iotcentral import BearerToken, DecodingError
from tests.support.type_checker import mypy_complaints

from .conftest import REPOSITORY

FOLDER = next(
    (up / "shared/cases/generator" for up in REPOSITORY.parents if (up / "shared").exists()), Path("../shared")
)
CASES = sorted(FOLDER.glob("*.yaml"))
_PROBLEM = re.compile(r"(?P<file>\S+):(?P<line>\d+): S\d\d\d \S.*")
_STEP = re.compile(r"checking the documents|generating |formatting|publishing")
_LAST_LINE = re.compile(r"\d+ problems?; nothing was written")

if not CASES:
    pytest.skip(f"THE CASES ARE NOT CHECKED: there are none in {FOLDER}", allow_module_level=True)


@dataclass
class Outcome:
    """What a case led to: the exit status, what was told, and the folder of the packages."""

    status: int
    told: list[str]
    output: Path

    @property
    def works(self) -> bool:
        return self.status == 0


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """Return the outcomes of all cases."""
    return {case.stem: _outcome(case, tmp_path_factory.mktemp(case.stem)) for case in CASES}


def _outcome(case: Path, folder: Path) -> Outcome:
    (folder / "spec").mkdir()
    shutil.copy(case, folder / "spec" / "openapi.yaml")
    output, told = folder / "out", io.StringIO()
    with contextlib.redirect_stderr(told), contextlib.redirect_stdout(io.StringIO()):
        try:
            status = main(["--spec", str(folder / "spec"), "generate", "--output", str(output)])
        except Exception as error:  # what a user would see as a traceback
            return Outcome(-1, [f"Traceback: {error!r}"], output)
    return Outcome(status, told.getvalue().splitlines(), output)


@dataclass
class Package:
    """The package of a case, imported, with the requests that its clients sent."""

    name: str
    module: ModuleType
    sent: list[httpx.Request] = field(default_factory=list)

    @property
    def models(self) -> Any:
        return self.module.models

    def client(
        self, status: int = 200, *, content: bytes = b'{"name": "n"}', media_type: str = "application/json"
    ) -> Any:
        """Return a client, to each request of which there is this answer."""

        def answer(request: httpx.Request) -> httpx.Response:
            self.sent.append(request)
            return httpx.Response(status, content=content, headers={"Content-Type": media_type})

        return self.module.Case("https://case.example", BearerToken("t"), transport=httpx.MockTransport(answer))

    def async_client(self) -> Any:
        """Return an asynchronous client, to each request of which there is an answer."""
        transport = httpx.MockTransport(lambda _: httpx.Response(200, json={"name": "n"}))
        return self.module.AsyncCase("https://case.example", BearerToken("t"), transport=transport)

    @property
    def query(self) -> dict[str, list[str]]:
        """The query of the last request."""
        query: dict[str, list[str]] = {}
        for name, value in self.sent[-1].url.params.multi_items():
            query.setdefault(name, []).append(value)
        return query

    def resources(self) -> list[str]:
        """Return the attributes of the client that are resources."""
        return [name for name, value in vars(self.module.Case).items() if isinstance(value, cached_property)]

    def same(self, value: dict[str, Any], schema: str = "Thing") -> Any:
        """Return a model of a value, after both ways: as data, and through the client's JSON."""
        model = getattr(self.models, schema).from_dict(value)
        assert model.to_dict() == value
        return model


def _values(model: Any) -> set[str]:
    """Return the texts that a model has as attributes."""
    found = (getattr(model, name) for name in dir(model) if not name.startswith("_"))
    return {value for value in found if isinstance(value, str)}


def _refuses(schema: Any, value: dict[str, Any]) -> None:
    with pytest.raises(DecodingError):
        schema.from_dict(value)


def _member_called_field(package: Package) -> None:
    assert package.models.Thing(field="x").to_dict() == {"field": "x"}
    with pytest.raises(TypeError):
        package.models.Thing(id="x")


def _two_members(package: Package) -> None:
    assert {"a", "b"} <= _values(package.same({"lotCode": "a", "lot_code": "b"}))


def _enum_values(package: Package) -> None:
    assert package.same({"k": "kg"}).k != package.same({"k": "KG"}).k
    assert {value.value for value in package.models.Kind} == {"kg", "KG"}


def _one_name(package: Package) -> None:
    resource = package.client().things
    first, second = list(inspect.signature(resource.get).parameters)
    resource.get("a", **{second: "b"})
    assert first != second
    assert (package.sent[-1].url.path, package.query) == ("/things/a", {"name": ["b"]})


def _sends(expected: dict[str, list[str]], *arguments: Any, **keywords: Any) -> Callable[[Package], None]:
    def check(package: Package) -> None:
        package.client().things.get(*arguments, **keywords)
        assert package.query == expected

    return check


def _sends_only(expected: dict[str, list[str]], value: Any) -> Callable[[Package], None]:
    """Return a check of a method with one keyword, which has the parameter's own name."""

    def check(package: Package) -> None:
        (name,) = inspect.signature(package.client().things.get).parameters
        assert [name] == list(expected)
        _sends(expected, **{name: value})(package)

    return check


def _path(expected: str, *arguments: Any) -> Callable[[Package], None]:
    def check(package: Package) -> None:
        package.client().things.get(*arguments)
        assert package.sent[-1].url.raw_path.decode() == expected

    return check


def _enum_array(package: Package) -> None:
    _sends({"s": ["a,b"]}, s=["a", "b"])(package)
    assert {value.value for value in package.models.Sort} == {"a", "b"}


def _round_trip(value: dict[str, Any], schema: str = "Thing") -> Callable[[Package], None]:
    def check(package: Package) -> None:
        package.same(value, schema)

    return check


def _schema_called_none(package: Package) -> None:
    (name,) = set(package.models.__all__) - {"Holder"}
    assert name.isidentifier()
    assert not keyword.iskeyword(name)
    package.same({"id": "i", "name": "n"}, name)


def _integer_const(package: Package) -> None:
    assert type(package.same({"v": 1}).to_dict()["v"]) is int
    _refuses(package.models.Thing, {"v": 2})


def _write_only(package: Package) -> None:
    package.models.Thing.from_dict({"name": "n"})
    package.client(content=b'{"name": "n"}').things.put(package.models.Thing(name="n", code="c"))
    assert json.loads(package.sent[-1].content) == {"name": "n", "code": "c"}


def _schema_that_is_a_ref(package: Package) -> None:
    assert package.same({"a": {"x": "y"}}).a.x == "y"


def _two_unions(package: Package) -> None:
    thing = package.same({"pet": {"kind": "cat"}, "animal": {"kind": "cat"}})
    assert isinstance(thing.pet, package.models.Pet)
    assert isinstance(thing.pet, package.models.Cat)
    assert isinstance(thing.animal, package.models.Animal)
    assert isinstance(thing.animal, package.models.Cat)


def _union_in_union(package: Package) -> None:
    thing = package.same({"shape": {"kind": "round", "sub": "ball"}})
    assert isinstance(thing.shape, package.models.Ball)
    assert isinstance(thing.shape, package.models.Shape)


def _inline_body(package: Package) -> None:
    resource = package.client().things
    annotation = inspect.signature(resource.post).parameters["body"].annotation
    body = eval(annotation, {"models": package.models})
    resource.post(body(a="b"))
    assert json.loads(package.sent[-1].content) == {"a": "b"}


def _array_body(package: Package) -> None:
    package.client().things.post([package.models.Thing(name="n")])
    assert json.loads(package.sent[-1].content) == [{"name": "n"}]


def _inline_response(package: Package) -> None:
    assert package.client(content=b'{"a": "b", "b": {"c": 1}}').things.post().a == "b"
    with pytest.raises(DecodingError):
        package.client(content=b'{"a": 1}').things.post()


def _optional_body(package: Package) -> None:
    resource = package.client().things
    resource.post()
    assert package.sent[-1].content == b""
    assert "Content-Type" not in package.sent[-1].headers
    resource.post(package.models.Thing(name="n"))
    assert json.loads(package.sent[-1].content) == {"name": "n"}


def _bytes_body(package: Package) -> None:
    package.client().things.post(b"\x00\xff")
    assert package.sent[-1].content == b"\x00\xff"
    assert package.sent[-1].headers["Content-Type"] == "application/octet-stream"


def _text_answer(package: Package) -> None:
    assert package.client(content=b"x", media_type="text/plain").things.post() == "x"
    assert "text/plain" in package.sent[-1].headers["Accept"]


def _two_success_bodies(package: Package) -> None:
    assert isinstance(package.client(200).things.post(), package.models.Thing)
    assert isinstance(package.client(202, content=b'{"id": 1}').things.post(), package.models.Other)
    annotation = str(inspect.signature(package.client().things.post).return_annotation)
    assert "Thing" in annotation
    assert "Other" in annotation


def _status_range(package: Package) -> None:
    for status in (200, 201):
        assert isinstance(package.client(status).things.post(), package.models.Thing)


def _head(package: Package) -> None:
    package.client(204, content=b"").things.exists()
    assert package.sent[-1].method == "HEAD"


def _resource(package: Package) -> None:
    (name,) = package.resources()
    client = package.client()
    assert isinstance(getattr(client, name).get(), package.models.Thing)
    assert name not in {"close", "with_options"}
    client.with_options(timeout=1)
    client.close()


def _resource_in_both(package: Package) -> None:
    _resource(package)
    (name,) = package.resources()

    async def call() -> object:
        async with package.async_client() as client:
            return await getattr(client, name).get()

    assert isinstance(asyncio.run(call()), package.models.Thing)


def _method_called_property(package: Package) -> None:
    resource = package.client().things
    methods = [name for name in vars(type(resource)) if not name.startswith("_") and name != "raw"]
    for name in methods:
        assert isinstance(getattr(resource, name)(), package.models.Thing)
    assert len(methods) == 2
    assert "other" in methods


def _quoted_descriptions(package: Package) -> None:
    source = Path(str(package.module.__file__)).parent / "models" / "kind.py"
    texts = [node.value for node in ast.walk(ast.parse(source.read_text())) if isinstance(node, ast.Constant)]
    for expected in ('Means "x"', "Ends \\"):
        assert any(expected in text for text in texts if isinstance(text, str)), expected


def _large_integer(package: Package) -> None:
    large = 123456789012345678901234567890
    try:
        thing = package.client(content=f'{{"n": {large}}}'.encode()).things.get()
    except DecodingError:
        return
    assert thing.n == large
    assert type(thing.n) is int


def _two_enumerations(package: Package) -> None:
    package.same({"a": "a", "b": "c"})
    for value in ({"a": "b"}, {"b": "a"}):
        _refuses(package.models.Thing, value)


def _nullable_object(package: Package) -> None:
    assert package.same({"a": None}).a is None
    assert package.same({"a": {"x": "y"}}).a.x == "y"


def _sends_json_text(package: Package) -> None:
    _sends({"q": ['"a b"']}, q="a b")(package)


_NAMED = {"id": "i", "name": "n"}

CHECKS: dict[str, Callable[[Package], None]] = {
    "member-called-field": _member_called_field,
    "member-called-classmethod": _round_trip({"classmethod": "x", "id": "y"}),
    "member-with-micro-sign": _round_trip({"\N{MICRO SIGN}g": "a"}),
    "two-members-one-python-name": _two_members,
    "enum-values-differ-in-case": _enum_values,
    "one-name-in-path-and-query": _one_name,
    "query-array-pipe-delimited": _sends({"ids": ["a|b"]}, ids=["a", "b"]),
    "array-in-the-path": _path("/things/a,b", ["a", "b"]),
    "query-array-of-inline-enum": _enum_array,
    "parameter-with-content": _sends_json_text,
    "parameter-called-operations": _sends_only({"operations": ["x"]}, "x"),
    "parameter-called-comma-separated": _sends_only({"comma_separated": ["a,b"]}, ["a", "b"]),
    "dot-in-a-path-parameter": _path("/things/a", "a"),
    "schema-called-any": _round_trip(_NAMED, "Any"),
    "schema-called-model": _round_trip(_NAMED, "Model"),
    "schema-called-none": _schema_called_none,
    "schema-with-an-umlaut": _round_trip(_NAMED, "Größe"),
    "schema-called-unknown-something": _round_trip(_NAMED, "UnknownThing"),
    "integer-const": _integer_const,
    "write-only-and-required": _write_only,
    "schema-that-is-a-ref": _schema_that_is_a_ref,
    "variant-in-two-unions": _two_unions,
    "union-as-a-variant": _union_in_union,
    "inline-body": _inline_body,
    "array-body": _array_body,
    "inline-response": _inline_response,
    "optional-body": _optional_body,
    "media-type-without-schema": _bytes_body,
    "text-answer": _text_answer,
    "two-success-bodies": _two_success_bodies,
    "status-range": _status_range,
    "path-item-by-ref": _path("/things"),
    "head-operation": _head,
    "resource-called-close": _resource,
    "resource-called-aio": _resource_in_both,
    "resource-called-rates": _resource,
    "resource-called-with-options": _resource,
    "method-called-property": _method_called_property,
    "enum-description-ends-in-a-quote": _quoted_descriptions,
    "integer-beyond-64-bits": _large_integer,
    "two-inline-enums-one-title": _two_enumerations,
    "member-called-discriminator": _round_trip({"other": "x", "discriminator": "v"}),
    "fixed-parameter-written-out": _sends({"api-version": ["1"]}),
    "nullable-inline-object": _nullable_object,
}
"""Case → what has to hold of its package, if there is one; a case without an entry is never right but refused."""

PENDING: dict[str, str] = {}
"""Case → why its outcome is not right yet."""


def _cases() -> Iterator[Any]:
    for case in CASES:
        reason = PENDING.get(case.stem)
        marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
        yield pytest.param(case, id=case.stem, marks=marks)


@pytest.mark.parametrize("case", list(_cases()))
def test_the_case_works_or_is_refused_in_a_way_that_can_be_followed(
    case: Path, outcomes: dict[str, Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome = outcomes[case.stem]
    if not outcome.works:
        _check_refusal(outcome)
        return
    name = case.stem.replace("-", "_")
    monkeypatch.syspath_prepend(str(outcome.output / case.stem))
    assert case.stem in CHECKS, "this has to be refused"
    CHECKS[case.stem](Package(name, importlib.import_module(name)))


def _check_refusal(outcome: Outcome) -> None:
    *problems, last = outcome.told
    problems = [line for line in problems if not _STEP.match(line)]
    assert outcome.status == 1, outcome.told
    assert _LAST_LINE.fullmatch(last)
    assert not outcome.output.exists()
    assert problems
    assert [line for line in problems if not _PROBLEM.fullmatch(line)] == []
    assert not any(" object at 0x" in line for line in problems)


def test_the_cases_are_those_that_are_checked() -> None:
    refused = {"allof-cycle", "deep-object-of-a-schema", "form-body", "paging-without-next-link-name"}
    assert {case.stem for case in CASES} - CHECKS.keys() <= refused | {"pattern-that-is-none"}


def test_the_packages_of_the_cases_are_strictly_typed(outcomes: dict[str, Outcome]) -> None:
    works = {name: outcome.output / name for name, outcome in outcomes.items() if outcome.works}
    packages = [folder / name.replace("-", "_") for name, folder in works.items() if name not in PENDING]
    assert mypy_complaints(*packages) == ""
