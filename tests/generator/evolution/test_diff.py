"""The `diff` command: versions and files, forms of its report, its exit status, and declared renames."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from iotcentral_generator.cli import main
from iotcentral_generator.evolution.contracts import ContractReader
from iotcentral_generator.evolution.difference import difference

from tests.generator.conftest import REPOSITORY, Small

from .test_kinds import base, contract, patched, told

Told = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return two documents: the second lacks an operation, has another default, and another member."""
    folder = tmp_path_factory.mktemp("documents")
    old, new = folder / "old.yaml", folder / "new.json"
    old.write_text(yaml.safe_dump(base()), encoding="utf-8")
    changes: dict[str, Any] = {
        "paths /items": {"get": None},
        "schemas ItemCollection": None,
        "schemas Item.size": {"default": 4},
        "schemas Receipt.change": {"description": "The change.", "type": "number"},
        "schemas Item.name": {"description": "What it is called."},
        "schemas Item.weight": {"maximum": 9, "description": "How heavy."},
    }
    new.write_text(json.dumps(patched(base(), changes)), encoding="utf-8")
    return old, new


def run(*arguments: str | Path) -> int:
    return main([*map(str, arguments)])


def test_changes_are_told_silent_ones_first(files: tuple[Path, Path], capsys: Told) -> None:
    assert run("diff", *files) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "1 → 1: 2 silent, 2 breaking, 1 additive, 2 prose"
    titles = [line for line in lines if line and not line.startswith(" ")][1:]
    assert [title.split()[0] for title in titles] == ["Silent", "Breaks", "Additions", "Descriptions"]
    assert "  default-changed: Item.size: 3 → 4" in lines
    assert (
        "      an absent value means something else; breaks callers, readers, stored data, servers; in answers, patches, requests of Items_Create, Items_Get, Items_List, Items_Update"
        in lines
    )
    assert "      app.items.list → gone" in lines


def test_programs_get_json_with_stable_ids(files: tuple[Path, Path], capsys: Told) -> None:
    assert run("diff", *files, "--json") == 0
    content = json.loads(capsys.readouterr().out)
    assert content["counts"] == {"silent": 2, "breaking": 2, "additive": 1, "prose": 2}
    by_id = {change["id"]: change for change in content["changes"]}
    removed = by_id["operation-removed Items_List"]
    assert (removed["level"], removed["breaks"], removed["operation"]) == ("breaking", ["callers"], "Items_List")
    assert {"before": "app.items.list", "after": None, "old_type": None, "new_type": None} in removed["python"]
    changed = by_id["default-changed Item.size"]
    assert (changed["old"], changed["new"], changed["member"]) == (3, 4, "Item.size")
    assert changed["python"][0]["before"] == changed["python"][0]["after"] == "models.Item.size"


def test_pages_get_markdown(files: tuple[Path, Path], capsys: Told) -> None:
    assert run("diff", *files, "--markdown") == 0
    text = capsys.readouterr().out
    assert "| where | change | breaks | in Python | do |" in text
    assert "| `Item.size` | an absent value means something else: `3 → 4` |" in text


@pytest.mark.parametrize(
    ("level", "there", "back"), [("silent", 1, 1), ("breaking", 1, 1), ("additive", 1, 1), ("prose", 1, 1)]
)
def test_the_status_follows_the_level(files: tuple[Path, Path], level: str, there: int, back: int) -> None:
    old, new = files
    assert run("diff", old, new, "--fail-on", level) == there
    assert run("diff", new, old, "--fail-on", level) == back
    assert run("diff", old, old, "--fail-on", level) == 0


def test_additions_alone_pass_where_breaks_fail(tmp_path: Path) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    old.write_text(json.dumps(base()))
    changes = {"schemas Receipt.change": {"description": "The change.", "type": "number"}}
    new.write_text(json.dumps(patched(base(), changes)))
    assert [run("diff", old, new, "--fail-on", level) for level in ("silent", "breaking", "additive", "prose")] == [
        0,
        0,
        1,
        1,
    ]


def test_versions_are_compared(small: Small, capsys: Told) -> None:
    assert run("--spec", small.folder, "diff", "1", "2", "--json") == 0
    ids = {change["id"] for change in json.loads(capsys.readouterr().out)["changes"]}
    assert ids == {
        *("parameter-added Things_Get(depth)", "enum-value-added Thing.colour=blue", "member-removed Thing.weight"),
        *("schema-added Square", "variant-added Shape=Square"),
    }


def test_what_is_missing_for_people_does_not_keep_from_comparing(small: Small, capsys: Told) -> None:
    small.change("description: How deep to look.\n", "x-added: by an import\n").change("      example: t1\n", "")
    assert run("--spec", small.folder, "diff", "1", "2") == 0
    assert "parameter-added: Things_Get(depth)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('{"swagger": "2.0", "paths": {}}', "this is not an OpenAPI 3 document; import it"),
        ('{"openapi": "3.1.0", "x-api-versions": ["1"]}', "this is an authored document; name its versions"),
        ('{"openapi": "3.1.0"}', "the document has no `paths`"),
        ("[]", "a document is an object"),
        ('{"openapi":\n', "this is not valid JSON"),
        (None, "a document cannot be read"),
    ],
)
def test_a_file_that_is_no_projected_document_is_refused(
    tmp_path: Path, capsys: Told, content: str | None, reason: str
) -> None:
    file = tmp_path / "document.json"
    if content is not None:
        file.write_text(content)
    assert run("diff", file, file) == 1
    told_ = capsys.readouterr().err
    assert f"{file}:" in told_
    assert reason in told_


def test_an_unknown_version_is_refused_with_the_known_ones(small: Small, capsys: Told) -> None:
    assert run("--spec", small.folder, "diff", "1", "3") == 1
    assert '"3" is not an api-version of' in (error := capsys.readouterr().err)
    assert "which has 1, 2" in error


def test_what_the_authored_document_changes_is_renamed_and_not_guessed(small: Small, capsys: Told) -> None:
    small.change(
        "  /things/{thingId}:\n", '  /things/{thingId}:\n    x-changes:\n    - {x-since: "2", x-path: "/v2/{id}"}\n'
    )
    small.change(
        "      operationId: Things_Get\n", changes("      operationId: Things_Get\n", "operationId: Things_Read")
    )
    small.change("      name: thingId\n", changes("      name: thingId\n", "name: id"))
    small.change("    Circle:\n", changes("    Circle:\n", "x-key: Disc"))
    small.change("        note:\n", changes("        note:\n", "x-key: remark", indent=10))
    assert run("--spec", small.folder, "diff", "1", "2", "--json") == 0
    found = {change["id"]: change["python"] for change in json.loads(capsys.readouterr().out)["changes"]}
    renamed = {id_: names for id_, names in found.items() if "renamed" in id_ or "-moved" in id_}
    assert renamed.keys() == {
        *("operation-moved Things_Get", "operation-moved Things_Update", "operation-renamed Things_Get"),
        *("parameter-renamed Things_Get(thingId)", "parameter-renamed Things_Update(thingId)"),
        *("schema-renamed Circle", "member-renamed Circle.note"),
    }
    assert {(each["before"], each["after"]) for each in renamed["member-renamed Circle.note"]} == {
        ("models.Circle(note=)", "models.Disc(remark=)"),
        ("models.Circle.note", "models.Disc.remark"),
        ("models.ShapePatch(note=)", "models.ShapePatch(remark=)"),
        ("models.ShapePatch.note", "models.ShapePatch.remark"),
    }


def changes(line: str, change: str, indent: int = 6) -> str:
    """Return a line of the small document with a change in the second version below it."""
    return f'{line}{" " * indent}x-changes:\n{" " * indent}- {{x-since: "2", {change}}}\n'


def test_what_stays_on_the_preview_line_is_demoted_and_what_leaves_it_promoted(small: Small) -> None:
    lines = 'x-api-versions: {stable: ["2020-01-01", "2022-01-01"], preview: ["2021-01-01-preview"]}'
    small.change('x-api-versions: ["1", "2"]', lines)
    for old, new in (('x-since: "2"\n      type: object', "x-since: 2021-01-01-preview\n      type: object"),):
        small.change(old, new)
    small.change('        x-since: "2"\n', "        x-since: 2021-01-01-preview\n        x-stable: 2022-01-01\n")
    small.change('x-since: "2"}', 'x-since: "2022-01-01"}').change('x-until: "1"', 'x-until: "2022-01-01"')
    reader = ContractReader(small.folder)
    stable, preview, next_ = (reader.read(each) for each in ("2020-01-01", "2021-01-01-preview", "2022-01-01"))
    causes = {change.id: change.cause for change in difference(preview, next_).changes}
    assert causes["schema-removed Square"] == causes["variant-removed Shape=Square"] == "demoted"
    causes = {change.id: change.cause for change in difference(stable, next_).changes}
    assert causes["parameter-added Things_Get(depth)"] == "promoted"
    assert causes["enum-value-added Thing.colour=blue"] == ""


def test_given_renames_are_taken(tmp_path: Path, capsys: Told) -> None:
    old, new, renames = tmp_path / "old.json", tmp_path / "new.json", tmp_path / "renames.json"
    old.write_text(json.dumps(base()))
    changes = {"Orders_Create": {"operationId": "Orders_Place"}, "Items_List(top)": {"name": "limit"}}
    new.write_text(json.dumps(patched(base(), changes)))
    renames.write_text(
        '{"operations": {"Orders_Create": "Orders_Place"}, "parameters": {"Items_List(query:top)": "limit"}}'
    )
    assert run("diff", old, new, "--json", "--renames", renames) == 0
    ids = {change["id"] for change in json.loads(capsys.readouterr().out)["changes"]}
    assert ids == {"operation-renamed Orders_Create", "parameter-renamed Items_List(top)"}
    renames.write_text('{"operation": {}}')
    assert run("diff", old, new, "--renames", renames) == 1
    assert "S191 renames have no section operation; the form is" in capsys.readouterr().err


def test_a_rename_is_not_guessed() -> None:
    found = difference(contract({}), contract({"Orders_Create": {"operationId": "Orders_Place"}}))
    assert told(found) == ["additive operation-added Orders_Place", "breaking operation-removed Orders_Create"]


def test_the_preview_only_adds_to_the_stable_version() -> None:
    reader = ContractReader(REPOSITORY / "spec")
    found = difference(reader.read("2022-07-31"), reader.read("2022-10-31-preview"))
    assert (found.at("silent"), found.at("breaking"), found.notes) == ([], [], ())
    kinds = [change.kind.id for change in found.at("additive")]
    assert kinds.count("operation-added") == 24
    assert "variant-added" in kinds
