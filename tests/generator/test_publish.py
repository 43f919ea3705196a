"""Publishing: the new tree replaces the old one in one step, or not at all."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from iotcentral_generator import publish as module
from iotcentral_generator.file_trees import differences, digest, files
from iotcentral_generator.problems import GenerationError
from iotcentral_generator.publish import publish, staging

from .conftest import Small


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "target"
    folder.mkdir()
    (folder / "old").write_text("old")
    return folder


@pytest.fixture(params=["exchange", "two renames"])
def means(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Publish by each of the two means."""
    if request.param == "two renames":
        monkeypatch.setattr(module, "_exchange", lambda first, second: False)
    return str(request.param)


def test_the_new_tree_takes_the_place_of_the_old(target: Path, means: str) -> None:
    with staging(target) as staged:
        (staged / "new").write_text("new")
        publish(staged, target)
    assert files(target) == {"new": b"new"}
    assert [path.name for path in target.parent.iterdir()] == ["target"]


def test_the_first_tree_takes_its_place(tmp_path: Path, means: str) -> None:
    with staging(tmp_path / "target") as staged:
        (staged / "new").write_text("new")
        publish(staged, tmp_path / "target")
    assert files(tmp_path) == {"target/new": b"new"}


def test_nothing_is_published_when_the_work_fails(target: Path) -> None:
    def fail() -> None:
        with staging(target) as staged:
            (staged / "new").write_text("new")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert files(target.parent) == {"target/old": b"old"}


def test_a_run_that_was_killed_between_its_renames_is_taken_back(target: Path) -> None:
    target.rename(target.parent / ".target.old")
    (target.parent / ".target.new").mkdir()
    (target.parent / ".target.new" / "half").touch()
    with staging(target) as staged:
        assert files(target) == {"old": b"old"}
        assert files(staged) == {}
    assert files(target.parent) == {"target/old": b"old"}


def test_what_killed_runs_left_is_cleaned_up(target: Path) -> None:
    for name in (".target.new", ".target.old"):
        (target.parent / name).mkdir()
        (target.parent / name / "left").touch()
    with staging(target) as staged:
        assert files(staged) == {}
    assert [path.name for path in target.parent.iterdir()] == ["target"]


@pytest.fixture
def failing_exchange(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let the system's exchange fail with an error number."""

    def fail(number: int) -> None:
        library = SimpleNamespace(renameat2=lambda *_: -1)
        monkeypatch.setattr("iotcentral_generator.publish.sys.platform", "linux")
        monkeypatch.setattr("iotcentral_generator.publish.ctypes.CDLL", lambda *_, **__: library)
        monkeypatch.setattr("iotcentral_generator.publish.ctypes.get_errno", lambda: number)

    return fail


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOSYS, errno.ENOTSUP])
def test_a_file_system_that_cannot_exchange_gets_two_renames(
    target: Path, failing_exchange: Callable[[int], None], number: int
) -> None:
    failing_exchange(number)
    with staging(target) as staged:
        (staged / "new").write_text("new")
        publish(staged, target)
    assert files(target) == {"new": b"new"}


def test_any_other_failure_of_the_exchange_is_told(target: Path, failing_exchange: Callable[[int], None]) -> None:
    failing_exchange(errno.EACCES)
    with staging(target) as staged, pytest.raises(PermissionError, match="target"):
        publish(staged, target)
    assert files(target.parent) == {"target/old": b"old"}


def test_a_rename_that_fails_is_taken_back(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_exchange", lambda first, second: False)
    with staging(target) as staged:
        staged.rmdir()
        with pytest.raises(FileNotFoundError):
            publish(staged, target)
    assert files(target.parent) == {"target/old": b"old"}


@pytest.mark.parametrize(("platform", "library"), [("darwin", None), ("linux", object())])
def test_a_system_without_the_exchange_gets_two_renames(
    target: Path, monkeypatch: pytest.MonkeyPatch, platform: str, library: object
) -> None:
    monkeypatch.setattr("iotcentral_generator.publish.sys.platform", platform)
    monkeypatch.setattr("iotcentral_generator.publish.ctypes.CDLL", lambda *_, **__: library)
    with staging(target) as staged:
        (staged / "new").write_text("new")
        publish(staged, target)
    assert files(target) == {"new": b"new"}


def test_what_tools_leave_is_no_part_of_a_tree(target: Path) -> None:
    for name in ("__pycache__", ".mypy_cache", ".ruff_cache", "dist", "build", "things.egg-info"):
        (target / name).mkdir()
        (target / name / "left").touch()
    assert files(target) == {"old": b"old"}


def test_differences_are_named_by_their_kind(tmp_path: Path) -> None:
    for place, content in {"new/a": "1", "new/b": "1", "new/c": "1", "old/b": "2", "old/c": "1", "old/d": "1"}.items():
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).write_text(content)
    assert differences(tmp_path / "new", tmp_path / "old") == ["differs: b", "missing: a", "not generated: d"]


def test_a_digest_depends_on_names_and_contents_and_not_on_the_order() -> None:
    first = digest({"a": b"1", "b": b"2"})
    assert first == digest({"b": b"2", "a": b"1"})
    assert first not in {digest({"a": b"1", "b": b"3"}), digest({"a": b"1", "c": b"2"}), digest({"a": b"12", "b": b""})}


def test_what_killed_runs_left_is_cleaned_up_even_when_nothing_changed(small: Small, tmp_path: Path) -> None:
    small.generate(tmp_path / "made")
    (tmp_path / ".made.new").mkdir()
    assert small.generate(tmp_path / "made").skipped
    assert sorted(path.name for path in tmp_path.iterdir()) == ["made", "spec"]


def test_a_generation_takes_a_run_back_that_was_killed_between_its_renames(small: Small, tmp_path: Path) -> None:
    small.generate(tmp_path / "made")
    (tmp_path / "made").rename(tmp_path / ".made.old")
    assert small.generate(tmp_path / "made").skipped
    assert (tmp_path / "made/manifest.json").exists()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("title: Things", "title: 'Things", id="load"),
        pytest.param("          x-secret: true\n", "", id="lint"),
        pytest.param("blue: {description", "blue: {x-name: class, description", id="plan"),
    ],
)
def test_a_generation_that_fails_leaves_the_target_untouched(small: Small, tmp_path: Path, old: str, new: str) -> None:
    made = tmp_path / "made"
    small.generate(made)
    before = files(made)
    small.change(old, new)
    with pytest.raises(GenerationError):
        small.generate(made)
    assert files(made) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["made", "spec"]
