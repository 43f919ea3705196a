"""Check the built archives: `python tests/archives.py dist FOLDER...`, with the folders of the distributions.

Every distribution has an sdist and a wheel; both hold the licence, the notice and every file of the package; and
neither holds a file of the workspace, such as .gitignore. It needs the standard library alone.
"""

from __future__ import annotations

import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

LEGAL = ("LICENSE", "NOTICE")
OUTSIDE = frozenset({"PKG-INFO", "README.md", "pyproject.toml", *LEGAL})
"""The files of an sdist outside the package."""


def wanted(folder: Path) -> set[str]:
    """Return the files of the package of a distribution, by their paths below its folder."""
    (package,) = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"][
        "targets"
    ]["wheel"]["packages"]
    found = (path for path in (folder / package).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix() for path in found}


def of_wheel(file: Path) -> tuple[set[str], set[str]]:
    """Return the files of the package and of the metadata of a wheel."""
    with zipfile.ZipFile(file) as archive:
        names = set(archive.namelist())
    metadata = {name for name in names if ".dist-info/" in name}
    return names - metadata, {name.partition(".dist-info/")[2] for name in metadata}


def of_sdist(file: Path) -> tuple[set[str], set[str]]:
    """Return the files of the package and the other files of an sdist."""
    with tarfile.open(file) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    outside = {name for name in names if "/" not in name}
    return names - outside, outside


def problems(dist: Path, folder: Path) -> Iterator[str]:
    """Find what is wrong with the archives of one distribution."""
    project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]["name"]
    stem, package = project.replace("-", "_"), wanted(folder)
    archives = {
        kind: sorted(dist.glob(f"{pattern}{kind}"))
        for kind, pattern in ((".whl", f"{stem}-0*"), (".tar.gz", f"{stem}-0*"))
    }
    for kind, found in archives.items():
        if len(found) != 1:
            yield f"{project} has {len(found)} archives that end in {kind}; it needs one"
            continue
        inside, outside = of_wheel(found[0]) if kind == ".whl" else of_sdist(found[0])
        legal = {f"licenses/{name}" for name in LEGAL} if kind == ".whl" else set(LEGAL)
        yield from (f"{found[0].name} does not hold {name}" for name in sorted(package - inside))
        yield from (f"{found[0].name} holds {name}" for name in sorted(inside - package))
        yield from (f"{found[0].name} does not hold {name}" for name in sorted(legal - outside))
        if kind == ".tar.gz":
            yield from (f"{found[0].name} holds {name}" for name in sorted(outside - OUTSIDE))


def main(dist: str, *folders: str) -> int:
    """Print the problems, or the sizes of the archives."""
    found = [problem for folder in folders for problem in problems(Path(dist), Path(folder))]
    print("\n".join(found) or f"{len(folders)} distributions are complete, as sdists and as wheels")
    for file in sorted(Path(dist).iterdir()):
        print(f"{file.name}: {file.stat().st_size / 1000:.0f} kB")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
