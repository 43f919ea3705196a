"""Files of configurations: names of secrets and variables, overlays, and what is not a configuration."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iotcentral import configuration
from iotcentral.configuration import Configuration, MissingValueError, _changes, _names
from iotcentral.configuration._kinds import kinds_of_document
from iotcentral.errors import ConfigurationError


def state(things: Any) -> Configuration:
    return Configuration(api_version="v", resources={"devices": things})


TEXTS = st.lists(st.sampled_from(["$", "a", "{", "}", ":", "${secret:", "${var:"]), max_size=8).map("".join)


@given(text=TEXTS)
def test_a_text_is_not_taken_for_a_name(text: str) -> None:
    written = _names.escaped(text)
    assert _names.named_secrets(written) == ()
    assert _names.replaced(written, lambda kind, name: pytest.fail(name)) == text
    assert _names.without_names(written, {}) == (written, ())


def test_variables_take_values_of_any_type() -> None:
    found = state({"a": {"n": "${var:n}", "t": "x-${var:n}-${var:n}", "s": "${secret:k}", "kept": "$${var:n}"}})
    assert found.with_values({"n": 7}).resources["devices"]["a"] == {
        "n": 7,
        "t": "x-7-7",
        "s": "${secret:k}",
        "kept": "$${var:n}",
    }
    with pytest.raises(MissingValueError, match="variables have no value: n") as missing:
        found.with_values({})
    assert missing.value.names == ("n",)


def test_an_overlay_is_a_merge_patch() -> None:
    found = state({"a": {"x": 1, "y": {"z": 2, "w": 3}}, "b": {}})
    merged = found.overlaid({"devices": {"a": {"x": None, "y": {"z": 4}}, "b": None, "c": {"x": 5}}})
    assert merged.resources == {"devices": {"a": {"y": {"z": 4, "w": 3}}, "c": {"x": 5}}}
    assert found.resources["devices"]["a"]["x"] == 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(0, 2) | st.sampled_from(["a", "${secret:x}"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("ab"), inner, max_size=2),
    max_leaves=5,
)


@given(one=JSON, other=JSON)
def test_values_differ_where_they_are_not_equal(one: Any, other: Any) -> None:
    assert _changes.same(one, one)
    assert _changes.same(one, other) == _changes.same(other, one)
    if "secret" not in f"{one}{other}":
        assert _changes.same(one, other) == (repr(one) == repr(other) or sorted_repr(one) == sorted_repr(other))


def sorted_repr(value: Any) -> str:
    if isinstance(value, dict):
        return f"object {sorted((key, sorted_repr(item)) for key, item in value.items())}"
    return repr([sorted_repr(item) for item in value]) if isinstance(value, list) else repr(value)


def test_secrets_are_the_same_whatever_they_are_called_and_shown_by_name() -> None:
    assert _changes.same({"k": "${secret:a}"}, {"k": "${secret:b}"})
    (difference,) = _changes.differences({}, {"k": "${secret:b}"})
    assert str(difference) == 'k: (absent) → "${secret:b}"'


def test_a_folder_loses_the_files_of_what_is_no_more(tmp_path: Path) -> None:
    folder = tmp_path / "app"
    configuration.save(state({"a/b": {"x": 1}, "c": {}}), folder)
    assert sorted(file.name for file in folder.glob("*/*")) == ["a%2Fb.yaml", "c.yaml"]
    unchanged = (folder / "devices" / "c.yaml").stat().st_mtime_ns
    configuration.save(state({"c": {}, "d": {}}), folder)
    assert sorted(file.name for file in folder.glob("*/*")) == ["c.yaml", "d.yaml"]
    assert (folder / "devices" / "c.yaml").stat().st_mtime_ns == unchanged


def test_a_file_is_in_the_order_of_ids_so_that_differences_are_small(tmp_path: Path) -> None:
    configuration.save(state({"b": {"x": "two\nlines\n"}, "a": {"y": [1]}}), tmp_path / "app.yaml")
    text = (tmp_path / "app.yaml").read_text()
    assert text.endswith(
        "resources:\n  devices:\n    a:\n      y:\n      - 1\n    b:\n      x: |\n        two\n        lines\n"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [", "not YAML"),
        ("a: 1", "is not a configuration: it has no `iotcentral: 1`"),
        ("iotcentral: 2", "is of format 2, and this version reads 1"),
        ("iotcentral: 1\nresources: 7", "`resources` must be kinds with their things, not int"),
        ("iotcentral: 1\nresources: {devices: 7}", "devices must be things by their ids, not int"),
        ("iotcentral: 1\nresources: {devices: {a: 7}}", "devices/a must be members by their names, not 7"),
    ],
)
def test_what_is_no_configuration_is_refused(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "app.yaml").write_text(text)
    with pytest.raises(ConfigurationError, match=message):
        configuration.load(tmp_path / "app.yaml")


def family(name: str, refers_to: str | None = None, **more: Any) -> dict[str, Any]:
    member = {"type": "string", **({"x-refers-to": refers_to} if refers_to else {})}
    schema = {"type": "object", "properties": {"of": member, **more}}
    body = {"content": {"application/json": {"schema": schema}}}
    return {
        f"/{name}": {"get": {"operationId": f"{name}_List", "x-ms-pageable": {}}},
        f"/{name}/{{id}}": {
            "get": {"operationId": f"{name}_Get"},
            "put": {"operationId": f"{name}_Create", "requestBody": body},
            "delete": {"operationId": f"{name}_Remove"},
        },
    }


def document(*families: dict[str, Any]) -> dict[str, Any]:
    return {"info": {"version": "v"}, "paths": {path: item for each in families for path, item in each.items()}}


def test_the_document_decides_on_kinds_and_their_order() -> None:
    found = kinds_of_document(document(family("Cats", "Owners"), family("Owners", "Towns"), family("Towns", "Towns")))
    assert [kind.name for kind in found.kinds] == ["towns", "owners", "cats"]
    assert found.kinds[1].references == ((("of",), "towns"),)
    secret = {"readOnly": True, "x-secret": True}
    assert kinds_of_document(document(family("Keys", key=secret))).omitted.keys() == {"keys"}


def test_kinds_that_refer_to_each_other_in_a_circle_are_named() -> None:
    with pytest.raises(ValueError, match="cats, dogs refer to each other"):
        kinds_of_document(document(family("Cats", "Dogs"), family("Dogs", "Cats")))
