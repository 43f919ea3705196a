"""Table of refusals: documents that are refused, each a few lines laid over one document without problems.

The problems of a case are comments in it, each at the line that it names: `in: cookie  # S124 the parameter …`. A value
of `null` removes what is there. `python -m tests.generator.refused_documents` writes the comments anew; read the diff.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from iotcentral_generator.lint import lint
from iotcentral_generator.load import Spec, load
from iotcentral_generator.load.reader import DocumentReader

__all__ = ["CASES", "expected", "found", "refused"]

FOLDER = Path(__file__).with_name("refusals")
CASES = tuple(sorted(FOLDER.glob("[!b]*.yaml") or ())) + tuple(sorted(FOLDER.glob("b[!a]*.yaml")))
_COMMENT = re.compile(r" +# (?=S\d\d\d )")


def refused(case: Path) -> Spec:
    """Return the base with the lines of a case laid over it; each node knows the file that it comes from."""
    base = load(FOLDER / "base.yaml")
    reader = DocumentReader()
    content = reader.read(case, "a case")
    assert not reader.problems, reader.problems
    return replace(base, document=_laid_over(base.document, content), positions=base.positions | reader.positions)


def _laid_over(below: Any, above: Any) -> Any:
    if not isinstance(below, dict) or not isinstance(above, dict):
        return above
    merged = {name: _laid_over(below.get(name), value) for name, value in above.items() if value is not None}
    return {**{name: value for name, value in below.items() if name not in above}, **merged}


def found(case: Path) -> list[str]:
    """Return the problems of a case, each as `LINE: CODE text`."""
    return sorted(
        {f"{_line(case, problem.position)}: {problem.code} {problem.message}" for problem in lint(refused(case))}
    )


def _line(case: Path, position: Any) -> str:
    return str(position.line) if position and position.file == case else f"({position})"


def expected(case: Path) -> list[str]:
    """Return the problems that the comments of a case name."""
    return sorted(f"{number}: {text.strip()}" for number, text in _comments(case))


def _comments(case: Path) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(case.read_text(encoding="utf-8").splitlines(), 1):
        yield from ((number, text) for text in _COMMENT.split(line)[1:])


def main() -> None:
    """Write the problems of all cases as comments into them."""
    for case in CASES:
        lines = [_COMMENT.split(line)[0] for line in case.read_text(encoding="utf-8").splitlines()]
        for problem in found(case):
            number, _, text = problem.partition(": ")
            if not number.isdecimal():
                raise SystemExit(f"{case.name}: this problem is not of the case: {problem}")
            lines[int(number) - 1] += f"  # {text}"
        case.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
