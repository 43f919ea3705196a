"""Import of whole documents: what is authored already changes nothing, a version is rebuilt from its published form, a
foreign document becomes an authored one."""

from __future__ import annotations

import importlib.util
import json
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from iotcentral_generator.cli import main
from iotcentral_generator.evolution.imports import ImportResult, drop_version, import_document
from iotcentral_generator.file_trees import files
from iotcentral_generator.load import load
from iotcentral_generator.pipeline import generate
from iotcentral_generator.problems import GenerationError
from iotcentral_generator.project import project

from ..conftest import REPOSITORY, Small
from .published_form import swagger_of

pytestmark = pytest.mark.long  # whole published documents are imported

SPEC = REPOSITORY / "spec"
STABLE, PREVIEW = "2022-07-31", "2022-10-31-preview"
FACTS = REPOSITORY.parent / "shared" / "reference" / "facts"
PUBLISHED = Path(__file__).with_name("published")

needs_facts = pytest.mark.skipif(
    not FACTS.is_dir(), reason="SKIPPED: the published contract is not beside the workspace; its counts are tested"
)


class Rebuilt(NamedTuple):
    """A folder of documents, what it held before an import, and the result of the import."""

    folder: Path
    alone: dict[str, bytes]
    stable: dict[str, Any]
    result: ImportResult


def write(document: Any, file: Path) -> Path:
    file.write_text(json.dumps(document))
    return file


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The published forms of the data plane's versions: Swagger 2.0 of both, and OpenAPI 3.1 of the preview."""
    folder, spec = tmp_path_factory.mktemp("forms"), load(SPEC / "openapi.yaml")
    found = {v: write(swagger_of(project(spec, v)), folder / f"{v}.json") for v in spec.versions}
    return found | {"openapi": write(project(spec, PREVIEW), folder / "openapi.json")}


def copied(tmp_path: Path) -> Path:
    """Return a copy of the data plane's documents, without what is released."""
    return Path(shutil.copytree(SPEC, tmp_path / "spec", ignore=shutil.ignore_patterns("released", "connector")))


@pytest.mark.parametrize(("form", "version"), [(STABLE, STABLE), ("openapi", PREVIEW)])
def test_an_import_of_what_is_there_changes_no_byte(
    forms: dict[str, Path], form: str, version: str, tmp_path: Path
) -> None:
    spec = copied(tmp_path)
    before = files(spec)
    result = import_document(forms[form], version, spec)
    assert (result.files, result.changes, result.differences, result.open_tasks) == ([], [], [], [])
    assert files(spec) == before


@pytest.fixture(scope="module")
def rebuilt(forms: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Rebuilt:
    """The documents of the older version alone, into which the preview was imported."""
    spec = copied(tmp_path_factory.mktemp("rebuilt"))
    drop_version(spec, PREVIEW)
    alone = files(spec)
    stable = project(load(spec / "openapi.yaml"), STABLE)
    return Rebuilt(spec, alone, stable, import_document(forms[PREVIEW], PREVIEW, spec))


def test_a_preview_is_rebuilt_from_the_older_version_alone(rebuilt: Rebuilt) -> None:
    assert not any(PREVIEW.encode() in content for name, content in rebuilt.alone.items() if name.endswith(".yaml"))
    assert rebuilt.result.differences == []
    assert {problem.code for problem in rebuilt.result.open_tasks} == {"S101", "S102"}
    spec = load(rebuilt.folder / "openapi.yaml")
    assert spec.lines.preview == (PREVIEW,)
    assert project(spec, STABLE) == rebuilt.stable
    assert len(operations_of(project(spec, PREVIEW))) == len(operations_of(rebuilt.stable)) + 24


def operations_of(document: dict[str, Any]) -> list[Any]:
    return [operation for item in document["paths"].values() for operation in item.values()]


def test_what_was_rebuilt_is_dropped_to_the_byte(rebuilt: Rebuilt, tmp_path: Path) -> None:
    spec = Path(shutil.copytree(rebuilt.folder, tmp_path / "spec"))
    drop_version(spec, PREVIEW)
    assert files(spec) == rebuilt.alone


@needs_facts
def test_what_was_rebuilt_is_the_published_contract(rebuilt: Rebuilt) -> None:
    """A program that shares no code with this one compares."""
    found = importlib.util.spec_from_file_location("check_spec", FACTS.parents[1] / "check_spec.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    for version in (STABLE, PREVIEW):
        facts = json.loads((FACTS / f"data-plane-{version}.json").read_text())
        assert module.Checker(project(load(rebuilt.folder / "openapi.yaml"), version), facts).run() == []


@needs_facts
def test_the_published_contract_itself_changes_no_byte(tmp_path: Path) -> None:
    spec = copied(tmp_path)
    result = import_document(FACTS / f"data-plane-{PREVIEW}.json", PREVIEW, spec)
    assert (result.files, result.differences) == ([], [])


def test_a_foreign_document_becomes_an_authored_one_with_packages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = tmp_path / "spec"
    arguments = ["--spec", str(spec), "import", str(PUBLISHED / "petstore.swagger.json"), "--as", "1.0.7"]
    assert main(arguments) == 0
    told = capsys.readouterr().out
    assert "the projection of 1.0.7 equals the published document" in told
    for loss in (
        "POST /v2/pet/{petId}: the whole operation: its body is application/x-www-form-urlencoded",
        "POST /v2/pet/{petId}/image: the whole operation: its body is multipart/form-data",
        "security scheme api_key: its credential is not sent in the header Authorization",
        "Pet_AddPet_200: the media type application/xml",
        "Pet_AddPet: `x-codegen` of the operation",
        "Order: it is in schemas, but no operation uses it",
        "Cat: it inherits from Pet without a tag of its own, so it is not a variant",
    ):
        assert f"not carried over: {loss}\n" in told
    assert "assumed: PATCH /v2/pet/{petId}: operationId changePet is called Pet_ChangePet\n" in told
    assert "assumed: Pet_ChangePet body: it is a merge patch of Pet, which the operation returns\n" in told
    assert main(["--spec", str(spec), "lint", "--relaxed"]) == 0
    made = generate(spec, tmp_path / "made", lambda _: None, warn=lambda _: None)
    assert list(made.packages) == ["pet-store-v1.0.7"]
    document = project(load(spec / "openapi.yaml"), "1.0.7")
    schemas = document["components"]["schemas"]
    assert schemas["Pet"]["discriminator"]["mapping"] == {
        "dog": "#/components/schemas/Dog",
        "puppy": "#/components/schemas/Puppy",
    }
    assert schemas["Puppy"]["properties"].keys() >= {"petType", "name", "packSize", "weeks"}
    assert schemas["Dog"]["properties"]["petType"]["const"] == "dog"
    assert schemas["Dog"]["properties"]["nickname"]["type"] == ["string", "null"]
    status = document["paths"]["/v2/pet/findByStatus"]["get"]["parameters"][0]
    assert (status["style"], status["explode"]) == ("form", True)
    assert document["paths"]["/v2/pet/findByStatus"]["get"]["parameters"][1]["schema"]["exclusiveMinimum"] == 1
    assert document["paths"]["/v2/pet/{petId}"]["get"]["parameters"] == [{"$ref": "#/components/parameters/PetId"}]
    assert "PetPatch" in schemas


OPENAPI = {
    "openapi": "3.0.3",
    "info": {"title": "Works", "version": "3"},
    "servers": [{"url": "/api/v3"}],
    "paths": {
        "/works": {
            "get": {
                "parameters": [
                    {"name": "session", "in": "cookie", "schema": {"type": "string"}},
                    {"name": "Accept", "in": "header", "schema": {"type": "string"}},
                    {"name": "where", "in": "query", "style": "deepObject", "schema": {"type": "object"}},
                    {"name": "kind", "in": "query", "schema": {"type": "string", "enum": ["a", "b"]}},
                ],
                "responses": {
                    "200": {
                        "description": "Works.",
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Work"}}},
                        "links": {"self": {"operationId": "getWork"}},
                    }
                },
            },
            "trace": {"responses": {"200": {"description": "Traced."}}},
        },
        "/notes": {
            "post": {
                "operationId": "Notes_Write",
                "requestBody": {"content": {"text/plain": {"schema": {"type": "string"}}}},
                "responses": {"204": {"description": "Done."}},
            }
        },
    },
    "components": {
        "schemas": {
            "Work": {
                "oneOf": [{"$ref": "#/components/schemas/Song"}, {"$ref": "#/components/schemas/Book"}],
                "discriminator": {"propertyName": "kind", "mapping": {"song": "#/components/schemas/Song"}},
            },
            "Song": {
                "type": "object",
                "required": ["kind"],
                "properties": {
                    "kind": {"type": "string"},
                    "length": {"type": "integer", "minimum": 0, "exclusiveMinimum": True, "nullable": True},
                    "apiSecret": {"type": "string"},
                    "mood": {"type": "string", "nullable": True, "enum": ["sad", "glad", None]},
                },
                "additionalProperties": False,
            },
            "Book": {"type": "object", "properties": {"kind": {"type": "string"}, "of": {"$ref": "more.yaml#/Of"}}},
        }
    },
}


def test_openapi_3_is_put_into_the_dialect(tmp_path: Path) -> None:
    result = import_document(write(OPENAPI, tmp_path / "works.json"), "3", tmp_path / "spec")
    assert result.differences == []
    told = "\n".join(result.report)
    for line in (
        "the cookie parameter session",
        "the header parameter Accept",
        "the parameter where, whose style",
        "TRACE /works: an operation of this method",
        "its links",
        "`additionalProperties: false`",
        "more.yaml#/Of lies in another document",
        "https://localhost",
        "Song.apiSecret: it is a secret",
    ):
        assert line in told
    document = project(load(result.root), "3")
    operation = document["paths"]["/api/v3/works"]["get"]
    assert operation["operationId"] == "Works_GetWorks"
    assert [parameter["name"] for parameter in operation["parameters"]] == ["kind"]
    schemas = document["components"]["schemas"]
    assert schemas["Work"]["discriminator"]["mapping"].keys() == {"song", "Book"}
    assert schemas["Song"]["properties"]["length"] == {"type": ["integer", "null"], "exclusiveMinimum": 0}
    assert schemas["Song"]["properties"]["mood"]["anyOf"][1] == {"type": "null"}
    assert "text/plain" in document["paths"]["/api/v3/notes"]["post"]["requestBody"]["content"]
    assert import_document(tmp_path / "works.json", "3", tmp_path / "spec").files == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "cannot be read"),
        ("{", "cannot be read"),
        ("[]", "no Swagger or OpenAPI document"),
        ("openapi: 4.0.0\npaths: {}\n", "no Swagger 2.0 or OpenAPI 3 document"),
        ("openapi: 3.1.0\n", "with `paths`"),
        ("openapi: 3.1.0\npaths: {}\nx-api-versions: ['1']\n", "authored document already"),
    ],
)
def test_what_is_no_published_document_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str | None, words: str
) -> None:
    file = tmp_path / "document.yaml"
    if content is not None:
        file.write_text(content)
    assert main(["--spec", str(tmp_path / "spec"), "import", str(file), "--as", "1"]) == 1
    told = capsys.readouterr().err
    assert told.startswith(f"{file}:1: S501 ")
    assert words in told
    assert not (tmp_path / "spec").exists()


def test_a_preview_gives_a_document_a_second_line(small: Small, tmp_path: Path) -> None:
    for file in (small.root, small.part):
        file.write_text(file.read_text().replace('"1"', '"2022-01-01"').replace('"2"', '"2023-01-01"'))
    form = write(swagger_of(small.project("2023-01-01")), tmp_path / "published.json")
    import_document(form, "2023-06-01-preview", small.folder)
    assert small.load().lines.preview == ("2023-06-01-preview",)
    import_document(form, "2022-06-01", small.folder, "preview")
    assert small.load().lines.preview == ("2022-06-01", "2023-06-01-preview")
    assert small.load().lines.stable == ("2022-01-01", "2023-01-01")


def test_a_document_without_anything_in_common_becomes_another_one(small: Small) -> None:
    result = import_document(PUBLISHED / "petstore.swagger.json", "1.0.7", small.folder)
    assert result.root == small.folder / "pet_store" / "openapi.yaml"
    assert load(result.root).versions == ("1.0.7",)


@pytest.mark.parametrize(("version", "words"), [("9", '"9" is not an api-version'), ("only", "the only api-version")])
def test_what_cannot_be_dropped_is_refused(small: Small, version: str, words: str) -> None:
    if version == "only":
        drop_version(small.folder, "2")
        version = "1"
    before = files(small.folder)
    with pytest.raises(GenerationError, match=words):
        drop_version(small.folder, version)
    assert files(small.folder) == before


def test_the_versions_that_others_are_carried_out_by_stay(tmp_path: Path) -> None:
    spec = Path(shutil.copytree(SPEC, tmp_path / "spec"))
    with pytest.raises(GenerationError, match=r"S504 .*x-carrier"):
        drop_version(spec, STABLE)
