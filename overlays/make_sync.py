"""Generator of the runtime's synchronous code from its asynchronous code: `python overlays/make_sync.py [--check]`.

`unasync` (maintained beside urllib3; the smallest tool that works on tokens, so that comments and layout stay) turns the
code; the phrases below turn what docstrings and comments say about it; ruff formats the result. A module is made where
`_aio.py` or `_core/aio/NAME.py` has no hand-written counterpart, which is one whose first line does not say that it is
made.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ruff import find_ruff_bin
from unasync import Rule, unasync_files

RUNTIME = Path(__file__).parent / "iotcentral"

FIRST_LINE = "# Made from {source} by `nox -s generate`. Do not edit: change that module and run it again.\n"

NAMES = {
    "_aio": "_sync",
    "_aio_writing": "_sync_writing",
    "AsyncByteStream": "SyncByteStream",
    "aclose": "close",
    "aio": "sync",
    "async_raw": "raw",
    "async_raw_page": "raw_page",
    "handle_async_request": "handle_request",
}
"""Names beside those that begin with `Async`, which lose it."""

PHRASES = {
    "An asynchronous client": "A client",
    "an asynchronous client": "a client",
    ", to be awaited": "",
    ", awaited or not (one that blocks is called in a worker thread)": "",
    ", awaited or not": "",
    ", awaited if need be,": "",
    "; what it returns is awaited, if it can be": "",
    "between tasks": "between threads",
    "from one task at a time": "from one thread at a time",
    ", cancellation included,": "",
    "; those of another event loop without a word to the other side": "",
    ", or belongs to another event loop": "",
    "in an `async with` statement": "in a `with` statement",
    " with `async for`": "",
}
"""What is said of asynchronous code, and of synchronous code instead."""


def made() -> Iterator[tuple[Path, Path]]:
    """Return the modules that others are made from, and those that are made."""
    for source in sorted([*RUNTIME.glob("*/_aio.py"), *RUNTIME.glob("_core/aio/*.py")]):
        target = source.with_name("_sync.py") if source.name == "_aio.py" else RUNTIME / "_core/sync" / source.name
        if not target.exists() or target.read_text(encoding="utf-8").startswith(FIRST_LINE.partition("{")[0]):
            yield source, target


def synchronous(source: Path) -> str:
    """Return the synchronous form of a module."""
    text = source.read_text(encoding="utf-8")
    for phrase, instead in PHRASES.items():
        text = _said_otherwise(text, phrase, instead)
    text = _LISTED.sub(lambda found: f"list({found[2]})", _without(_unasync(text), "Awaitable["))
    first = FIRST_LINE.format(source=source.relative_to(RUNTIME).as_posix())
    return _formatted(first + text)


_LISTED = re.compile(r"\[(\w+) for \1 in ([^\[\]]+)\]")
"""A comprehension that did nothing but await the items."""


def _said_otherwise(text: str, phrase: str, instead: str) -> str:
    """Replace a phrase, also one that is broken over two lines; the line is then broken at the next blank."""
    pattern = r"\s+".join(map(re.escape, phrase.split(" ")))

    def replaced(found: re.Match[str]) -> str:
        _, broken, indent = found[1].partition("\n")
        blank = f"\n{re.match(' *', indent)[0]}" if broken and found[3] else found[3]  # type: ignore[index]
        return f"{instead}{found[2]}{blank}"

    return re.sub(rf"({pattern})(\S*)( ?)", replaced, text)


def _without(text: str, opening: str) -> str:
    """Remove `opening` and the bracket that closes it, wherever it stands."""
    while (start := text.find(opening)) >= 0:
        end, depth = start + len(opening), 1
        while depth:
            depth += {"[": 1, "]": -1}.get(text[end], 0)
            end += 1
        text = text[:start] + text[start + len(opening) : end - 1] + text[end:]
    return text


def _unasync(text: str) -> str:
    names = {name: name.removeprefix("Async") for name in re.findall(r"\bAsync[A-Z]\w*", text)}
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "aio", "module.py"), Path(folder, "sync", "module.py")
        source.parent.mkdir()
        source.write_text(text, encoding="utf-8")
        unasync_files([str(source)], [Rule("/aio/", "/sync/", {**names, **NAMES})])
        return target.read_text(encoding="utf-8")


def _formatted(text: str) -> str:
    ruff, name = find_ruff_bin(), str(RUNTIME / "_sync.py")
    for command in (
        ["check", "--fix", "--quiet", "--select", "I,F401,F811", "--stdin-filename", name, "-"],
        ["format", "--stdin-filename", name, "-"],
    ):
        text = subprocess.run(  # noqa: S603
            [ruff, *command], input=text, capture_output=True, text=True, encoding="utf-8", check=True
        ).stdout
    return text


def unused_phrases() -> list[str]:
    """Return the phrases that no source has, which may have been reworded there."""
    texts = " ".join(" ".join(source.read_text(encoding="utf-8").split()) for source, _ in made())
    return [phrase for phrase in PHRASES if phrase.strip() not in texts]


def main() -> int:
    """Write the modules; with `--check`, say which differ. Return the exit status."""
    if unused := unused_phrases():
        print(f"no module says {unused}: follow the new wording in PHRASES of {Path(__file__).name}, or drop it there")
        return 1
    stale = 0
    for source, target in made():
        text = synchronous(source)
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            stale += 1
            if "--check" in sys.argv:
                print(f"{target.relative_to(RUNTIME.parent)} is not what {source.name} makes: run `nox -s generate`")
            else:
                target.write_text(text, encoding="utf-8")
    print(f"synchronous code: {stale} modules {'differ' if '--check' in sys.argv else 'written'}")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
