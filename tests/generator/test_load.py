"""Loading: YAML by its core schema, and problems that name code, file and line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from iotcentral_generator.load import find_roots, load_all
from iotcentral_generator.problems import GenerationError

from .conftest import Small


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2022-07-31", "2022-07-31"),
        ("2022-07-31T08:00:00Z", "2022-07-31T08:00:00Z"),
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("Off", "Off"),
        ("12:30:45", "12:30:45"),
        ("1_000", "1_000"),
        ("=", "="),
        ("<<", "<<"),
        ("'7'", "7"),
        ('"true"', "true"),
        ("7", 7),
        ("-7", -7),
        ("007", 7),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        ("true", True),
        ("FALSE", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("[a, 1]", ["a", 1]),
        ("{no: 1}", {"no": 1}),
    ],
)
def test_scalars_are_read_by_the_core_schema(small: Small, written: str, value: object) -> None:
    small.change("title: Things", f"x-value: {written}")
    read = small.load().document["info"]["x-value"]
    assert read == value
    assert type(read) is type(value)


def test_keys_are_strings(small: Small) -> None:
    small.change("title: Things", "x-value: {200: a, true: b, 2022-07-31: c}")
    assert list(small.load().document["info"]["x-value"]) == ["200", "true", "2022-07-31"]


def test_a_document_is_its_root_and_its_parts(small: Small) -> None:
    spec = small.load()
    assert spec.versions == ("1", "2")
    assert spec.package.name("2") == "things-v2"
    assert list(spec.document["paths"]) == ["/things/{thingId}"]
    assert {"Thing", "Shape"} <= spec.document["components"]["schemas"].keys()
    assert not [key for key in spec.document if key.startswith("x-")]


def test_every_node_knows_its_place(small: Small) -> None:
    position = small.load().position
    assert position(("info", "title")) == small.line("title: Things")
    assert position(("components", "schemas", "Circle", "properties", "radius")) == small.line("        radius:")
    assert position(("components", "schemas", "Circle", "no", "such")) == small.line("    Circle:")
    assert position(("no", "such")) == (small.root, 1)


@pytest.mark.parametrize(
    ("old", "new", "code", "at", "words"),
    [
        pytest.param("title: Things", "title: A\n  title: B", "S002", "title: B", ["title", "twice"], id="key twice"),
        pytest.param("- things.yaml", "- others.yaml", "S001", None, ["cannot be read"], id="missing part"),
        pytest.param("title: Things", "title: 'Things", "S001", None, ["not valid YAML"], id="no YAML"),
        pytest.param("title: Things", "title: *other", "S001", "*other", ["not valid YAML"], id="unknown alias"),
        pytest.param('["1", "2"]', "[1, 2]", "S005", "x-api-versions", ["list of strings"], id="versions: numbers"),
        pytest.param('["1", "2"]', "[]", "S005", "x-api-versions", ["list of strings"], id="versions: none"),
        pytest.param('["1", "2"]', '"1"', "S005", "x-api-versions", ["`1`"], id="versions: no list"),
        pytest.param('["1", "2"]', '["1", "1"]', "S005", "x-api-versions", ["twice"], id="versions: one twice"),
        pytest.param("x-api-versions", "x-versions", "S005", None, ["x-api-versions"], id="versions: missing"),
        pytest.param("  client: Things\n", "", "S005", "x-package", ["`client`"], id="package: no client"),
        pytest.param("version: 0.1.0", "version: 1.0", "S005", "x-package", ["`version`"], id="package: a number"),
        pytest.param("x-package:", "x-other:", "S005", None, ["x-package"], id="package: missing"),
        pytest.param("- things.yaml", "- {a: b}", "S005", "x-parts", ["list of strings"], id="parts: no names"),
    ],
)
def test_a_root_of_the_wrong_form_is_refused(
    small: Small, old: str, new: str, code: str, at: str | None, words: list[str]
) -> None:
    small.change(old, new)
    problem = small.load_problems()[0]
    assert problem.code == code
    assert all(word in problem.message for word in words)
    assert problem.position is not None
    if at:
        assert problem.position == small.line(at)


def test_a_missing_value_of_the_package_is_told_for_each(small: Small) -> None:
    small.change("x-package:", "x-other:")
    told = [problem.message for problem in small.load_problems()]
    assert len(told) == 5
    assert all("x-package needs the text" in message for message in told)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "nothing"),
        (b"- a\n", "a list"),
        (b"text\n", "`text`"),
        (b"\xff\xfe\xff", "cannot be read"),
        (b"a: \x00", "not valid YAML"),
    ],
)
def test_a_part_that_is_no_mapping_is_refused(small: Small, content: bytes, words: str) -> None:
    small.part.write_bytes(content)
    (problem,) = small.load_problems()
    assert problem.code == "S001"
    assert words in problem.message
    assert problem.position is not None
    assert problem.position.file == small.part


def test_a_folder_in_the_place_of_a_part_is_refused(small: Small) -> None:
    small.part.unlink()
    small.part.mkdir()
    assert [problem.code for problem in small.load_problems()] == ["S001"]


def test_two_parts_that_author_one_schema_are_refused(small: Small) -> None:
    small.change("- things.yaml", "- things.yaml\n- more.yaml")
    (small.folder / "more.yaml").write_text("components:\n  schemas:\n    Thing: {}\n")
    (problem,) = small.load_problems()
    file, line = small.line("    Thing:")
    assert (problem.code, str(problem.position)) == ("S003", f"{small.folder / 'more.yaml'}:3")
    assert f'"Thing" is already authored at {file}:{line}' in problem.message


def test_two_parts_that_author_one_path_are_refused(small: Small) -> None:
    small.change("- things.yaml", "- things.yaml\n- more.yaml")
    (small.folder / "more.yaml").write_text("paths:\n  /things/{thingId}: {}\n")
    assert [problem.code for problem in small.load_problems()] == ["S003"]


def test_a_part_holds_nothing_but_paths_and_components(small: Small) -> None:
    small.change("paths:", "tags: []\npaths:")
    (problem,) = small.load_problems()
    assert problem.code == "S004"
    assert '"tags" to the root' in problem.message


def test_all_problems_of_all_files_are_told_together(small: Small) -> None:
    small.change("title: Things", "title: A\n  title: B").change("version: 0.1.0", "version: 1")
    small.change("paths:", "tags: []\npaths:")
    assert [problem.code for problem in small.load_problems()] == ["S002", "S005", "S004"]


def test_the_roots_are_found_in_the_folder_and_one_deeper(tmp_path: Path) -> None:
    for name in ("openapi.yaml", "b/openapi.yaml", "a/openapi.yaml", "a/deep/openapi.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert find_roots(tmp_path) == [tmp_path / name for name in ("a/openapi.yaml", "b/openapi.yaml", "openapi.yaml")]


def test_a_folder_without_a_root_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GenerationError, match=r"S001 there is no openapi\.yaml"):
        find_roots(tmp_path)


SWAGGER = '{"swagger": "2.0", "info": {"title": "T", "version": "2024-01-01"}, "paths": {}}'
OPENAPI = "openapi: 3.0.3\ninfo: {title: T, version: '1 2'}\npaths: {}\n"


@pytest.mark.parametrize(
    ("name", "text", "given", "kind", "version"),
    [
        ("openapi.yaml", OPENAPI, "", "an OpenAPI 3.0.3 document", "V"),
        ("openapi.yaml", SWAGGER, "", "a Swagger 2.0 document", "2024-01-01"),
        ("openapi.json", SWAGGER, "", "a Swagger 2.0 document", "2024-01-01"),
        ("petstore.yml", OPENAPI, "", "an OpenAPI 3.0.3 document", "V"),
        ("swagger.json", SWAGGER, "swagger.json", "a Swagger 2.0 document", "2024-01-01"),
        ("openapi.yaml", OPENAPI.replace("3.0.3", "3.1.0"), "openapi.yaml", "an OpenAPI 3.1.0 document", "V"),
    ],
)
def test_a_foreign_document_gets_one_answer_that_says_what_to_do(
    tmp_path: Path, name: str, text: str, given: str, kind: str, version: str
) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(GenerationError) as error:
        load_all(tmp_path / given)
    (problem,) = error.value.problems
    assert (problem.code, problem.position) == ("S006", (tmp_path / name, 1))
    assert f"this is {kind}" in problem.message
    assert f"`iotcentral-generator import {tmp_path / name} --as {version}`" in problem.message


def test_a_root_in_the_place_of_its_folder_is_refused_with_the_folder(small: Small) -> None:
    with pytest.raises(GenerationError, match=f"S001 this is a root; give its folder, {small.folder}"):
        load_all(small.root)


def test_two_packages_of_one_name_are_refused(small: Small) -> None:
    small.change("things-v{api-version}", "things")
    with pytest.raises(GenerationError, match=r'S007 two packages would be called "things".*\{api-version\}'):
        load_all(small.folder)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("!!binary aGk=", "is a tag of YAML"),
        ("!own x", "`!own` is a tag"),
        ("!!int many", "is not a value of it"),
        ("1e999", "beyond the numbers"),
        ("0.1000000000000000055511", "more digits than a number with 64 bits holds, which is 0.1; write that"),
        ("9007199254740993.0", "which is 9007199254740992.0"),
        ("{[a]: b}", "a key is a text"),
    ],
)
def test_what_json_has_no_value_for_is_refused(small: Small, written: str, words: str) -> None:
    (problem,) = small.change("title: Things", f"x-value: {written}").load_problems()
    assert (problem.code, problem.position) == ("S008", small.line("x-value"))
    assert words in problem.message


def test_a_file_that_holds_itself_is_refused(small: Small) -> None:
    (problem,) = small.change("title: Things", "x-value: &a [*a]").load_problems()
    assert problem.code == "S001"
    assert "holds itself by an alias" in problem.message


def test_numbers_that_64_bits_hold_are_taken_as_they_are_written(small: Small) -> None:
    written = ["0.1", "1.10", "-2.5e-3", "1e22", "9007199254740993", "0.30000000000000004"]
    loaded = small.change("title: Things", f"x-value: [{', '.join(written)}]").load()
    assert loaded.document["info"]["x-value"] == [0.1, 1.1, -0.0025, 1e22, 9007199254740993, 0.30000000000000004]


def test_aliases_that_repeat_far_more_than_is_written_are_refused_unrepeated(small: Small) -> None:
    lines = ["&a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"&a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    small.change("title: Things", f"x-value: [{', '.join(lines)}]")
    (problem,) = small.load_problems()
    assert (problem.code, problem.position) == ("S001", (small.root, 1))
    assert re.search(r"its aliases make \d{13} values of the \d{2,3} that it holds", problem.message)


def test_aliases_that_repeat_a_little_are_written_out(small: Small) -> None:
    loaded = small.change("title: Things", "x-value: [&a {b: [1, 2]}, *a, *a]").load()
    assert loaded.document["info"]["x-value"] == [{"b": [1, 2]}] * 3


def test_a_document_does_not_carry_itself_out(small: Small) -> None:
    carrier = 'x-carrier: {document: openapi.yaml, api-version: "1", host: h, prefix: P}\n'
    (problem,) = small.change("x-parts:", f"{carrier}x-parts:").load_problems()
    assert (problem.code, problem.position) == ("S005", small.line("x-carrier"))
