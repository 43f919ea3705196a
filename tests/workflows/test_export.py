"""An export writes every row, in constant memory, and a file under its name is whole or as it was."""

from __future__ import annotations

import csv
import inspect
import io
import os
import sys
from collections.abc import AsyncIterator, Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import orjson
import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st
from iotcentral_v2022_10_31_preview import models

from iotcentral import ConfigurationError, NotFoundError, export
from iotcentral.aio import export as aio_export
from iotcentral.export._rows import flat
from tests.support.loopback import Answer, LoopbackServer, Received

MOMENT = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
NAMES = ("to_jsonl", "to_csv", "to_parquet", "device_properties")


class Rows:
    """Rows to be iterated over either way."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self.rows = iter(rows)

    def __aiter__(self) -> AsyncIterator[Any]:
        return self  # type: ignore[return-value]

    async def __anext__(self) -> Any:
        for row in self.rows:
            return row
        raise StopAsyncIteration


class Face:
    def __init__(self, name: str) -> None:
        self.name = name

    async def __call__(self, function: str, rows: Iterable[Any], *args: Any, **options: Any) -> int:
        if self.name == "sync":
            return getattr(export, function)(rows, *args, **options)
        return await getattr(aio_export, function)(Rows(rows) if self.name == "async" else rows, *args, **options)


@pytest.fixture(params=["sync", "async", "async over a list"])
def face(request) -> Face:
    return Face(request.param)


@pytest.mark.parametrize("name", NAMES)
def test_sync_and_async_have_the_same_parameters(name):
    one, two = (inspect.signature(getattr(module, name)).parameters for module in (export, aio_export))
    assert [(p.name, p.kind, p.default) for p in one.values()] == [(p.name, p.kind, p.default) for p in two.values()]


@pytest.mark.anyio
async def test_json_lines_keep_what_a_model_holds(face, tmp_path):
    device = {"id": "d1", "displayName": "Ä", "simulated": True, "organizations": ["a"], "x-new": {"deep": [1]}}
    rows = [models.Device.from_dict(device), {"at": MOMENT, "model": models.Device.from_dict(device)}]
    assert await face("to_jsonl", rows, tmp_path / "devices.jsonl") == 2
    first, second = map(orjson.loads, (tmp_path / "devices.jsonl").read_bytes().splitlines())
    assert first == device
    assert second == {"at": "2024-05-06T07:08:09Z", "model": device}


@pytest.mark.anyio
async def test_csv_has_dotted_columns_and_plain_texts(face, tmp_path):
    rows = [
        {"id": "d1", "a": {"b": 1, "c": {"d": "x,y"}}, "on": True, "at": MOMENT},
        {"id": "d2", "list": [1, {"k": None}], "on": None, "day": date(2024, 5, 6)},
    ]
    assert await face("to_csv", rows, tmp_path / "rows.csv") == 2
    with (tmp_path / "rows.csv").open(newline="", encoding="utf-8") as file:
        assert list(csv.reader(file)) == [
            ["id", "a.b", "a.c.d", "on", "at", "list", "day"],
            ["d1", "1", "x,y", "true", "2024-05-06T07:08:09Z", "", ""],
            ["d2", "", "", "", "", '[1,{"k":null}]', "2024-05-06"],
        ]


@pytest.mark.anyio
async def test_given_columns_are_all_that_is_written(face, tmp_path):
    rows = [{"id": "d1", "a": 1}, {"b": 2, "id": "d2"}]
    await face("to_csv", rows, tmp_path / "rows.csv", columns=["b", "id"])
    assert (tmp_path / "rows.csv").read_bytes() == b"b,id\r\n,d1\r\n2,d2\r\n"
    await face("to_parquet", rows, tmp_path / "rows.parquet", columns=["b", "id"])
    assert pyarrow.parquet.read_table(tmp_path / "rows.parquet").to_pylist() == [
        {"b": None, "id": "d1"},
        {"b": 2, "id": "d2"},
    ]


@pytest.mark.anyio
async def test_a_column_that_comes_late_is_named_with_the_fix(face, tmp_path):
    rows = [{"id": str(number)} for number in range(1000)] + [{"id": "x", "late": 1}]
    with pytest.raises(export.UnknownColumnError) as caught:
        await face("to_csv", rows, tmp_path / "rows.csv")
    assert (caught.value.column, caught.value.row) == ("late", 1001)
    assert "columns=[...]" in str(caught.value)
    with pytest.raises(export.UnknownColumnError, match="'late'"):
        await face("to_parquet", [{"id": "1"}, {"late": 1}], tmp_path / "rows.parquet", batch=1)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.anyio
async def test_an_export_that_is_cut_off_leaves_what_was_there(face, tmp_path):
    def rows() -> Any:
        yield from ({"id": str(number)} for number in range(2500))
        raise LookupError("the connection is gone")

    for name in ("to_jsonl", "to_csv", "to_parquet"):
        (tmp_path / "rows").write_text("old")
        with pytest.raises(LookupError):
            await face(name, rows(), tmp_path / "rows")
        assert [path.name for path in tmp_path.iterdir()] == ["rows"]
        assert (tmp_path / "rows").read_text() == "old"


@pytest.mark.anyio
async def test_the_file_appears_at_the_end_under_the_usual_rights(face, tmp_path):
    seen: list[list[str]] = []

    def rows() -> Any:
        for number in range(250):
            yield {"id": number}
        seen.append([path.name for path in tmp_path.iterdir()])

    await face("to_jsonl", rows(), str(tmp_path / "rows"))
    assert "rows" not in seen[0]
    assert [path.name for path in tmp_path.iterdir()] == ["rows"]
    (tmp_path / "other").touch()
    assert os.stat(tmp_path / "rows").st_mode == os.stat(tmp_path / "other").st_mode


@pytest.mark.anyio
async def test_rows_are_read_batch_by_batch(face, tmp_path):
    read = written = 0

    class Slow(io.BytesIO):
        def write(self, content: Any, /) -> int:
            nonlocal written
            written += bytes(content).count(b"\n")
            assert read - written <= 100
            return super().write(content)

    def rows() -> Any:
        nonlocal read
        for number in range(1000):
            read += 1
            yield {"id": number}

    assert await face("to_jsonl", rows(), Slow()) == written == 1000


@pytest.mark.anyio
async def test_file_objects_of_bytes_and_text_are_written_to_and_left_open(face):
    for file in (io.BytesIO(), io.StringIO()):
        await face("to_csv", [{"a": "ä"}], file)
        found = file.getvalue()
        assert (found.decode() if isinstance(found, bytes) else found) == "a\r\nä\r\n"
    binary = io.BytesIO()
    assert await face("to_parquet", [{"a": 1}], binary) == 1
    assert pyarrow.parquet.read_table(io.BytesIO(binary.getvalue())).to_pylist() == [{"a": 1}]
    with pytest.raises(ConfigurationError, match="open the file for bytes"):
        await face("to_parquet", [{"a": 1}], io.StringIO())


@pytest.mark.anyio
async def test_nothing_to_export_is_an_empty_file(face, tmp_path):
    assert await face("to_jsonl", [], tmp_path / "a") == 0
    assert await face("to_csv", [], tmp_path / "b") == 0
    assert await face("to_csv", [], tmp_path / "c", columns=["id"]) == 0
    assert await face("to_parquet", [], tmp_path / "d", columns={"id": "string"}) == 0
    assert [(tmp_path / name).read_bytes() for name in "abc"] == [b"", b"", b"id\r\n"]
    assert pyarrow.parquet.read_table(tmp_path / "d").column_names == ["id"]


def test_devices_and_pipes_are_not_replaced():
    with pytest.raises(ConfigurationError, match="pass the file object"):
        export.to_jsonl([], os.devnull)
    assert not Path(os.devnull).is_file()


def test_a_link_stays_one(tmp_path):
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    export.to_jsonl([{"a": 1}], tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b'{"a":1}\n'


@pytest.mark.anyio
async def test_parquet_finds_types(face, tmp_path):
    rows = [
        {"n": 1, "x": 1, "on": True, "at": MOMENT, "day": date(2024, 5, 6), "s": "a", "none": None, "l": [1]},
        {"n": 2, "x": 2.5},
    ]
    assert await face("to_parquet", rows, tmp_path / "rows.parquet", batch=2) == 2
    table = pyarrow.parquet.read_table(tmp_path / "rows.parquet")
    assert {field.name: str(field.type) for field in table.schema} == {
        "n": "int64",
        "x": "double",
        "on": "bool",
        "at": "timestamp[us, tz=UTC]",
        "day": "date32[day]",
        "s": "string",
        "none": "string",
        "l": "string",
    }
    assert table.column("at").to_pylist() == [MOMENT, None]


@pytest.mark.anyio
async def test_parquet_takes_types_and_writes_row_groups(face, tmp_path):
    rows = [{"v": 1, "at": "2024-05-06T07:08:09.5Z", "any": 1}, {"v": 2.5, "any": "a"}, {"v": None, "any": [True]}]
    columns = {"v": "float64", "at": pyarrow.timestamp("us", tz="UTC"), "any": "string", "more": None}
    assert await face("to_parquet", rows, tmp_path / "rows.parquet", columns=columns, batch=1) == 3
    file = pyarrow.parquet.ParquetFile(tmp_path / "rows.parquet")
    assert file.num_row_groups == 3
    assert file.read().to_pylist() == [
        {"v": 1.0, "at": datetime(2024, 5, 6, 7, 8, 9, 500000, tzinfo=UTC), "any": "1", "more": None},
        {"v": 2.5, "at": None, "any": "a", "more": None},
        {"v": None, "at": None, "any": "[true]", "more": None},
    ]


@pytest.mark.parametrize(
    ("rows", "options", "told"),
    [
        ([{"v": 1}, {"v": "a"}], {}, r"'v' holds values of several kinds \(int64, string\)"),
        ([{"v": 1}, {"v": 2.5}], {"batch": 1}, "'v' is of the type int64"),
        ([{"v": 1}, {"v": "a"}], {"batch": 1}, 'columns={"v": "string", ...}'),
        ([{"v": 1}], {"columns": {"v": "number"}}, "the type 'number'"),
        ([{"v": 1}], {"columns": "v"}, "a list of names"),
        ([{"v": 1}], {"batch": 0}, "batch is 0"),
        ([["v", 1]], {}, "a model or a mapping"),
        ([{"a.b": 1, "a": {"b": 2}}], {}, "two members are the column 'a.b'"),
    ],
)
def test_what_does_not_fit_a_parquet_file_is_told(tmp_path, rows, options, told):
    with pytest.raises(ConfigurationError, match=told):
        export.to_parquet(rows, tmp_path / "rows", **options)
    assert list(tmp_path.iterdir()) == []


def test_without_pyarrow_the_extra_is_named(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ConfigurationError, match=r"iotcentral\[parquet\]"):
        export.to_parquet([], tmp_path / "rows")


@pytest.mark.anyio
async def test_a_pager_is_exported_page_by_page(server, app, aio_app, tmp_path):
    first = {"value": [{"id": "a"}, {"id": "b"}], "nextLink": f"{server.url}/api/devices?$skiptoken=2"}
    pages = Answer(200, first), Answer(200, {"value": [{"id": "c"}]})
    server.will_answer(*pages, *pages)
    assert export.to_csv(app.devices.list(), tmp_path / "a") == 3
    assert await aio_export.to_csv(aio_app.devices.list(), tmp_path / "b") == 3
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes() == b"id\r\na\r\nb\r\nc\r\n"


def properties(request: Received) -> Answer:
    device = request.target.split("/")[3]
    if device == "gone":
        return Answer(404, {"error": {"code": "NotFound", "message": "no such device"}})
    metadata = {"$metadata": {"t": {"lastUpdateTime": "2024-05-06T07:08:09Z"}}}
    return Answer(200, {"t": len(device), "part": {"on": True, **metadata}, **metadata})


@pytest.fixture
def server():
    with LoopbackServer(None) as running:
        yield running


@pytest.mark.anyio
async def test_properties_are_one_row_a_device(server, app, aio_app):
    server._answer = properties
    ids = ["d1", "gone", "dev2"]
    expected = [{"$id": each, "t": len(each), "part": {"on": True}} for each in ("d1", "dev2")]

    def by_id(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        return sorted(rows, key=lambda row: row["$id"])

    assert by_id(export.device_properties(app, ids, on_error="skip")) == by_id(expected)
    found = [row async for row in aio_export.device_properties(aio_app, Rows(ids), on_error="skip")]
    assert by_id(found) == by_id(expected)
    with pytest.raises(NotFoundError):
        list(export.device_properties(app, ids))
    with pytest.raises(NotFoundError):
        [row async for row in aio_export.device_properties(aio_app, ids)]
    (row,) = export.device_properties(app, ["d1"], metadata=True)
    assert row["part"]["$metadata"] == row["$metadata"] == {"t": {"lastUpdateTime": "2024-05-06T07:08:09Z"}}
    told: list[str] = []
    list(export.device_properties(app, ids, on_error=lambda outcome: told.append(outcome.item)))
    assert told == ["gone"]


CONTENT = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=5),
    lambda inner: st.dictionaries(st.text("abc", min_size=1, max_size=3), inner, max_size=3) | st.lists(inner),
    max_leaves=8,
)


@given(st.lists(st.dictionaries(st.text("abc", min_size=1, max_size=3), CONTENT, max_size=4), max_size=8))
def test_json_lines_and_csv_give_back_what_they_were_given(rows):
    binary, text = io.BytesIO(), io.StringIO(newline="")
    assert export.to_jsonl(rows, binary) == export.to_csv(rows, text) == len(rows)
    assert [orjson.loads(line) for line in binary.getvalue().splitlines()] == rows
    read = list(csv.DictReader(io.StringIO(text.getvalue(), newline="")))
    names = {name for row in rows for name in flat(row)}
    if names:
        header = next(csv.reader(io.StringIO(text.getvalue(), newline="")))
        assert set(header) == names
        assert len(read) <= len(rows)
