"""Both faces of the runtime come from one source; what is written twice is written twice for a reason."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path

from tests.architecture.imports import PACKAGES

RUNTIME = PACKAGES["iotcentral"]
MADE = "# Made from "


def asynchronous() -> dict[Path, Path]:
    """Return the modules of the asynchronous face, each with its synchronous counterpart."""
    files = [*RUNTIME.glob("*/_aio*.py"), *(path for path in RUNTIME.glob("_core/aio/*.py") if path.stem != "__init__")]
    return {file: Path(str(file).replace("_aio", "_sync").replace("/aio/", "/sync/")) for file in sorted(files)}


def lines(file: Path) -> list[str]:
    return [line.strip() for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def renamed(line: str) -> str:
    for name, other in (
        ("async def", "def"),
        ("async with", "with"),
        ("async for", "for"),
        ("await ", ""),
        ("Async", ""),
    ):
        line = line.replace(name, other)
    return line.replace("__aiter__", "__iter__").replace("__anext__", "__next__").replace("aclose", "close")


def test_every_module_of_the_asynchronous_face_has_a_counterpart() -> None:
    assert [file for file, counterpart in asynchronous().items() if not counterpart.exists()] == []


def test_a_made_module_names_its_source() -> None:
    for file, counterpart in asynchronous().items():
        first = counterpart.read_text(encoding="utf-8").partition("\n")[0]
        if first.startswith(MADE):
            assert first.startswith(f"{MADE}{file.relative_to(RUNTIME).as_posix()} by `nox -s generate`")


def test_at_most_a_few_lines_are_written_by_hand_for_both_faces() -> None:
    """Of all asynchronous lines, those that a hand-written synchronous module repeats, names apart."""
    written = twins = 0
    for file, counterpart in asynchronous().items():
        here = lines(file)
        written += len(here)
        if not counterpart.read_text(encoding="utf-8").startswith(MADE):
            match = SequenceMatcher(None, [*map(renamed, here)], lines(counterpart), autojunk=False)
            twins += sum(block.size for block in match.get_matching_blocks())
    print(f"{twins} of {written} asynchronous lines have a hand-written twin: {twins / written:.1%}")
    assert twins <= 0.15 * written
