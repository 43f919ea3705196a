"""What the runtime writes to a path is whole or as it was, nothing else is left, and no other file is touched."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import anyio
import orjson
import pytest
from iotcentral_v2022_10_31_preview import models

from iotcentral import ConfigurationError, export, fleet
from iotcentral._core import atomic_file
from iotcentral._core.atomic_file import AtomicFile
from iotcentral.aio import fleet as aio_fleet

ROOT = Path(__file__).parents[2]
WORKER = Path(__file__).with_name("file_worker.py")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links, modes, limits and signals of POSIX")


def work(scenario: str, folder: Path, argument: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(WORKER), scenario, str(folder), argument]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=600, check=False)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(params=["unnamed", "named"])
def kind(request, monkeypatch) -> str:
    """Files without a name where the system has them, and those beside the target, which every system has."""
    if request.param == "named":
        monkeypatch.setattr(atomic_file, "_unnamed", lambda folder: None)
    return request.param


# --- what is not a checkpoint ---

OTHER_RUN = b'{"checkpoint":"iotcentral","version":1,"run":"enable","digest":"0123456789abcdef"}\n'
OTHER_VERSION = b'{"checkpoint":"iotcentral","version":2,"run":"disable","digest":"0123456789abcdef"}\n'


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty, and so not a checkpoint"),
        (b"\n", "is not a checkpoint"),
        (b"buy milk", "is not a checkpoint"),
        (b"buy milk\n", "is not a checkpoint"),
        (b"\r\n\r\n", "is not a checkpoint"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "is not a checkpoint"),
        (b"\0" * 200_000, "is not a checkpoint"),
        (b'{"checkpoint":"iotcentral",' + b" " * 200_000 + b'"version":1}\n', "is not a checkpoint"),
        (b"{", "is not a checkpoint"),
        (b'{"key":"d1"}\n{"key":"d2"}\n', "is not a checkpoint"),
        (b'[{"checkpoint":"iotcentral"}]\n', "is not a checkpoint"),
        (b'{"checkpoint":"other","version":1}\n', "is not a checkpoint"),
        (b'{"checkpoint":"iotcentral","version":1,"run":"enable', "is not a checkpoint"),
        (b"\xef\xbb\xbf" + OTHER_RUN, "is not a checkpoint"),
        (OTHER_RUN, "is the checkpoint of the run 'enable', and this is the run 'disable'"),
        (OTHER_RUN + b'{"key":"d', "is the checkpoint of the run 'enable', and this is the run 'disable'"),
        (OTHER_VERSION, "is a checkpoint of version 2, and this program knows version 1"),
    ],
)
def test_a_file_that_is_no_checkpoint_of_the_run_is_not_touched(tmp_path, content, told):
    file = tmp_path / "file"
    file.write_bytes(content)
    file.chmod(0o640)
    before = file.stat()
    with pytest.raises(ConfigurationError, match=told) as caught:
        list(fleet.map(str.upper, ["d1"], checkpoint=fleet.Checkpoint(file, "disable")))
    assert str(file) in str(caught.value)
    assert file.read_bytes() == content
    assert (file.stat().st_mtime_ns, file.stat().st_mode) == (before.st_mtime_ns, before.st_mode)
    assert list(tmp_path.iterdir()) == [file]


def test_a_checkpoint_with_a_foreign_line_is_not_touched(tmp_path):
    file = tmp_path / "file"
    list(fleet.map(str.upper, ["d1"], checkpoint=file))
    content = file.read_bytes() + b'{"key":"d2","run":"another"}\n{"key":"d'
    file.write_bytes(content)
    with pytest.raises(ConfigurationError, match=r"file:3 is not a line of this run"):
        list(fleet.map(str.upper, ["d1"], checkpoint=file))
    assert file.read_bytes() == content


@pytest.mark.parametrize("is_async", [False, True])
def test_what_is_no_file_is_no_checkpoint(tmp_path, is_async):
    (tmp_path / "notes").write_text("buy milk")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("notes")
    (tmp_path / "nowhere").symlink_to("nothing")
    os.mkfifo(tmp_path / "pipe")

    async def call(item: str) -> str:
        return item

    async def run(path: Path) -> list[Any]:
        return [outcome async for outcome in aio_fleet.map(call, ["d1"], checkpoint=path)]

    for path, told in (
        (tmp_path / "folder", "is a folder"),
        (tmp_path / "link", f"is a link.*{tmp_path / 'notes'}"),
        (tmp_path / "nowhere", "is a link"),
        (tmp_path / "pipe", "is a device, a pipe or a socket"),
        (Path("/dev/null"), "is a device, a pipe or a socket"),
        (Path("/dev/full"), "is a device, a pipe or a socket"),
    ):
        with pytest.raises(ConfigurationError, match=told):
            anyio.run(run, path) if is_async else list(fleet.map(str.upper, ["d1"], checkpoint=path))
    assert (tmp_path / "notes").read_text() == "buy milk"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "link", "notes", "nowhere", "pipe"]


def test_the_name_of_a_run_fits_the_first_line(tmp_path):
    for run, told in (("x" * 100_000, "the name of the run has 100000 characters"), ("\ud800", "is Unicode text")):
        with pytest.raises(ConfigurationError, match=told):
            list(fleet.map(str.upper, ["d1"], checkpoint=fleet.Checkpoint(tmp_path / "run", run)))
    assert list(tmp_path.iterdir()) == []


def test_a_checkpoint_is_its_owner_s_alone(tmp_path, kind):
    list(fleet.map(str.upper, ["d1"], checkpoint=tmp_path / "run"))
    assert mode_of(tmp_path / "run") == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


@pytest.mark.parametrize("confirm", ["done", "given"])
def test_a_checkpoint_that_vanishes_ends_the_run(tmp_path, confirm):
    outcomes = fleet.map(str.upper, map(str, range(100)), checkpoint=tmp_path / "a" / "run", confirm=confirm)
    (tmp_path / "a").mkdir()
    next(outcomes)
    shutil.rmtree(tmp_path / "a")
    with pytest.raises(OSError, match="was removed or replaced while it was in use"):
        list(outcomes)


# --- atomic files ---


def test_a_file_appears_when_it_is_committed(tmp_path, kind):
    file = AtomicFile(tmp_path / "rows")
    file.file.write(b"new")
    assert not (tmp_path / "rows").exists()
    file.commit()
    assert [path.name for path in tmp_path.iterdir()] == ["rows"]
    for end in (AtomicFile.discard, AtomicFile.__del__):
        other = AtomicFile(tmp_path / "rows")
        other.file.write(b"other")
        end(other)
        assert [path.name for path in tmp_path.iterdir()] == ["rows"]
        assert (tmp_path / "rows").read_bytes() == b"new"


def test_a_file_that_must_be_new_replaces_none(tmp_path, kind):
    file = AtomicFile(tmp_path / "run", create=True)
    file.file.write(b"new")
    (tmp_path / "run").write_text("quicker")
    with pytest.raises(FileExistsError, match="run"):
        file.commit()
    file.discard()
    assert [path.name for path in tmp_path.iterdir()] == ["run"]
    assert (tmp_path / "run").read_text() == "quicker"


def test_permissions_are_those_of_the_file_that_is_replaced_or_the_usual_ones(tmp_path, kind):
    (tmp_path / "usual").touch()
    (tmp_path / "strict").touch(0o600)
    (tmp_path / "open").touch()
    (tmp_path / "open").chmod(0o664)
    for name in ("new", "strict", "open"):
        export.to_jsonl([{"a": 1}], tmp_path / name)
    modes = [mode_of(tmp_path / name) for name in ("new", "strict", "open")]
    assert modes == [mode_of(tmp_path / "usual"), 0o600, 0o664]


def test_nobody_else_reads_a_file_that_is_being_written(tmp_path, kind):
    file = AtomicFile(tmp_path / "rows")
    assert stat.S_IMODE(os.fstat(file.file.fileno()).st_mode) == 0o600
    file.discard()


def test_a_folder_that_vanishes_leaves_an_error_that_names_the_file(tmp_path, kind):
    def rows() -> Any:
        yield {"a": 1}
        shutil.rmtree(tmp_path / "a")

    (tmp_path / "a").mkdir()
    with pytest.raises(FileNotFoundError, match="a/rows'"):
        export.to_csv(rows(), tmp_path / "a" / "rows")
    with pytest.raises(FileNotFoundError, match="a/rows'"):
        export.to_csv([], tmp_path / "a" / "rows")
    assert list(tmp_path.iterdir()) == []


def test_a_name_of_the_greatest_length_is_written(tmp_path, kind):
    path = tmp_path / ("ä" * 127)
    for _ in range(2):
        export.to_jsonl([{"a": 1}], path)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.getuid() != 0, reason="to become another user")
def test_without_permission_nothing_is_replaced(kind):
    with tempfile.TemporaryDirectory() as folder:  # which others may enter, other than `tmp_path`
        check_permissions(Path(folder))


def check_permissions(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    (tmp_path / "closed").mkdir(mode=0o755)
    for path in (tmp_path / "rows", tmp_path / "closed" / "rows"):
        path.write_text("old")
        path.chmod(0o444)
    os.seteuid(65534)
    try:
        for path, told in ((tmp_path / "rows", "write-protected"), (tmp_path / "closed" / "new", "Permission denied")):
            with pytest.raises(PermissionError, match=told):
                export.to_csv([{"a": 1}], path)
    finally:
        os.seteuid(0)
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")) == ["closed", "closed/rows", "rows"]
    assert (tmp_path / "rows").read_text() == "old"


def test_what_a_killed_process_left_is_removed_by_the_next_one(tmp_path, monkeypatch):
    monkeypatch.setattr(atomic_file, "_unnamed", lambda folder: None)
    left, busy, other = (AtomicFile(tmp_path / name) for name in ("rows", "rows", "other"))
    for file in (left, busy, other):
        os.utime(file._partial, (0, 0))
    left.file.close()  # as the system does after a kill, which frees the lock
    other.file.close()
    export.to_jsonl([{"a": 1}], tmp_path / "rows")
    assert sorted(tmp_path.iterdir()) == sorted([tmp_path / "rows", busy._partial, other._partial])


# --- a full disk, and a kill ---


@pytest.mark.parametrize("argument", ["unnamed", "named"])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path, argument):
    done = work("full_disk", tmp_path, argument)
    assert done.returncode == 0, done.stderr
    *exports, first, second, header = map(json.loads, done.stdout.splitlines())
    assert len(exports) == 6
    for kind, errno, _, found in exports:
        assert (kind, errno, found) == ("OSError", 27, {"rows": "old"})
    for kind, errno, _, found in (first, second):
        assert (kind, errno, list(found)) == ("OSError", 27, ["rows"])
        assert [orjson.loads(line) for line in found["rows"].splitlines()], "no line is cut off"
        assert found["rows"].endswith("\n")
    assert first[3] == second[3]
    assert header[0] == "ConfigurationError"
    assert "File too large" in header[2]
    assert header[3] == {}


@pytest.mark.parametrize("buffering", [0, -1])
def test_a_file_object_on_a_full_disk_is_an_error(buffering):
    file = open("/dev/full", "wb", buffering)  # noqa: SIM115  # closing it is an error, too
    with pytest.raises(OSError, match="No space left"):
        export.to_jsonl([{"a": 1}], file)
    with suppress(OSError):
        file.close()


def test_a_file_object_without_a_buffer_is_written_to_the_end():
    class Slow(io.RawIOBase):
        content = b""

        def writable(self) -> bool:
            return True

        def write(self, content: Any, /) -> int:
            self.content += bytes(content[:3])
            return min(3, len(content))

    file = Slow()
    export.to_jsonl([{"id": "device"}], file)  # type: ignore[arg-type]
    assert file.content == b'{"id":"device"}\n'


@pytest.mark.skipif(sys.platform != "linux", reason="files without a name")
@pytest.mark.parametrize("moment", ["to_jsonl", "to_csv", "to_parquet"])
def test_a_killed_export_leaves_the_old_file_and_nothing_else(tmp_path, moment):
    (tmp_path / "rows").write_text("old")
    assert work("killed_export", tmp_path, moment).returncode == -signal.SIGKILL
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"rows": "old"}
    getattr(export, moment)([{"a": 1}], tmp_path / "rows")  # done again, it is whole
    assert [path.name for path in tmp_path.iterdir()] == ["rows"]
    assert (tmp_path / "rows").read_bytes() != b"old"


def test_an_export_that_is_killed_while_it_replaces_the_old_file_leaves_what_the_next_one_removes(tmp_path):
    (tmp_path / "rows").write_text("old")
    assert work("killed_export", tmp_path, "commit").returncode == -signal.SIGKILL
    assert (tmp_path / "rows").read_text() == "old"
    for path in tmp_path.iterdir():
        os.utime(path, (0, 0))
    export.to_jsonl([{"a": 1}], tmp_path / "rows")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"rows": '{"a":1}\n'}


@pytest.mark.parametrize("face", ["sync", "asyncio"])
@pytest.mark.parametrize("confirm", ["given", "done"])
def test_a_loop_that_is_killed_and_run_again_has_each_outcome_if_items_are_confirmed_when_given(
    tmp_path, face, confirm
):
    items = {f"d{number}" for number in range(40)}
    for _ in range(10):
        done = work("killed_loop", tmp_path, f"{face} {confirm}")
        seen = Counter((tmp_path / "seen").read_text().split())
        confirmed = {orjson.loads(line)["key"] for line in (tmp_path / "run").read_bytes().splitlines()[1:]}
        if confirm == "given":
            assert confirmed <= seen.keys(), "nothing is confirmed that the loop has not processed"
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL, done.stderr
    assert confirmed == items
    if confirm == "given":
        assert seen.keys() == items
        assert sum(seen.values()) <= 40 + 2, "only what was in hand at a kill is given again"
    else:
        assert seen.keys() < items, "what was in hand at a kill is not given again"


# --- secrets, and formulas ---

SECRET = models.SymmetricKeyAttestation(
    symmetric_key=models.SymmetricKey(primary_key="cHJpbWFyeQ==", secondary_key="c2Vjb25kYXJ5")
)


@pytest.mark.parametrize("name", ["to_jsonl", "to_csv", "to_parquet"])
@pytest.mark.parametrize(
    ("rows", "options", "private"),
    [
        ([models.Device(display_name="a")], {}, False),
        ([models.Device(display_name="a")], {"private": True}, True),
        ([models.ApiToken.from_dict({"id": "t", "roles": [], "token": "SharedAccessSignature x"})], {}, True),
        ([models.ApiToken.from_dict({"id": "t", "roles": []})], {}, False),
        ([{"id": "a"}, {"id": "b", "held": SECRET}], {"columns": ["id", "held"]}, True),
        ([{"id": "b", "held": [{"deep": SECRET}]}], {}, True),
    ],
)
def test_a_file_with_secrets_is_its_owner_s_alone(tmp_path, name, rows, options, private):
    if name == "to_jsonl":
        options = {key: value for key, value in options.items() if key != "columns"}
    for before in (False, True):
        path = tmp_path / f"{before}"
        if before:
            path.touch(0o644)
        getattr(export, name)(rows, path, **options)
        assert mode_of(path) == (0o600 if private else 0o644)


def test_formulas_are_defused_on_request():
    texts = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠A"]  # noqa: RUF001
    harmless = ["a=1", "1-1", " ", "", "'=1", "[=1]"]
    rows = [{"=id": text} for text in [*texts, *harmless]] + [{"=id": -1}, {"=id": -1.5}, {"=id": ["=1"]}]

    def read(**options: Any) -> list[str]:
        file = io.StringIO(newline="")
        export.to_csv(rows, file, **options)
        return [cell for (cell,) in csv.reader(io.StringIO(file.getvalue(), newline=""))]

    numbers = ["-1", "-1.5", '["=1"]']
    assert read() == ["=id", *texts, *harmless, *numbers]
    assert read(formulas="defuse") == ["'=id", *(f"'{text}" for text in texts), *harmless, *numbers]


def test_another_word_for_formulas_is_refused(tmp_path):
    with pytest.raises(ConfigurationError, match='formulas is \'escape\', but must be "keep" or "defuse"'):
        export.to_csv([], tmp_path / "rows", formulas="escape")  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
