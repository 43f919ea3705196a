"""How long it takes from the bytes of an answer to its models, beside other ways of reading the same bytes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from .baselines import DOCUMENTS, Baseline, Tell, environment, openapi_generator, other_client
from .payloads import Payload, invalid, payloads
from .table import TIMES, Budget, Row, at_least, at_most, middle, unmeasured

__all__ = ["measure"]

_ROUNDS = 15
_SLICE = 0.1
"""CPU seconds for which a reader reads before it is another's turn."""
_NESTED = at_most(3, TIMES)
"""Budget over the bare parser for dashboards, which are small objects in small objects."""


class _Other(NamedTuple):
    """What is compared with, and how the comparison should end."""

    reader: str
    name: str
    budget: Budget


_OTHERS = (
    _Other("parsed", "orjson.loads", at_most(2.5, TIMES)),
    _Other("openapi_python_client", "openapi-python-client", at_least(3, f"{TIMES} faster")),
    _Other("openapi_generator", "openapi-generator (pydantic)", at_least(3, f"{TIMES} faster")),
)


class _Worker:
    """A process that reads with one or more of the readers."""

    def __init__(self, python: str, folder: Path) -> None:
        command = [python, "-I", str(Path(__file__).with_name("worker.py")), str(folder)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(), text=True
        )

    def ask(self, order: Mapping[str, Any]) -> dict[str, Any]:
        """Send one order and give the answer."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = ""
        return dict(json.loads(line)) if line else {"error": "its process ended"}

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


def measure(folder: Path, tell: Tell) -> list[Row]:
    """Return the rows of the three answers beside the three others."""
    document = [*DOCUMENTS.values()][-1]
    schemas = json.loads(document.read_text(encoding="utf-8"))
    tell("making the clients to compare with")
    baselines = {
        "parsed": Baseline(sys.executable, folder, ""),
        "openapi_python_client": other_client(document, folder / "openapi-python-client"),
        "openapi_generator": openapi_generator(document, folder / "openapi-generator", tell),
    }
    rows = []
    for payload in payloads():
        problems = invalid(payload, schemas)
        if problems:
            raise AssertionError(f"{payload.title} is not what the document says: {problems[0]}")
        (folder / payload.key).write_bytes(payload.raw)
        tell(f"decoding: {payload.title}")
        with _workers(baselines) as workers:
            rows += _compared(payload, folder / payload.key, workers, baselines, schemas)
    return rows


@contextmanager
def _workers(baselines: Mapping[str, Baseline]) -> Iterator[dict[str, _Worker]]:
    """Start the processes; our reader and the bare parser share one."""
    with ExitStack() as stack:
        workers = {}
        for reader, baseline in baselines.items():
            if not baseline.problem:
                workers[reader] = _Worker(baseline.python, baseline.folder)
                stack.callback(workers[reader].close)
        workers["ours"] = workers["parsed"]
        yield workers


def _compared(
    payload: Payload,
    file: Path,
    workers: Mapping[str, _Worker],
    baselines: Mapping[str, Baseline],
    schemas: Mapping[str, Any],
) -> list[Row]:
    orders = {
        name: {"reader": name, "collection": payload.collection, "file": str(file), "seconds": _SLICE}
        for name in workers
    }
    opened = {name: worker.ask(orders[name]) for name, worker in workers.items()}
    if "error" in opened["ours"]:
        raise AssertionError(f"our client cannot read {payload.title}: {opened['ours']['error']}")
    able = [name for name in workers if "error" not in opened[name]]
    times = _in_turns({name: workers[name] for name in able}, orders)
    rows = []
    for other in _OTHERS:
        nested = other.reader == "parsed" and payload.key == "dashboards"
        budget = _NESTED if nested else other.budget
        key, what = f"decode-{payload.key}-{other.reader}", f"decode {payload.title}, {len(payload.raw) / 1000:.0f} kB"
        ours = _duration(middle(times["ours"]))
        said = baselines[other.reader].said if payload.key == "devices" else ""  # once is enough
        problem = baselines[other.reader].problem or opened[other.reader].get("error")
        if problem:
            reason = problem if baselines[other.reader].problem else f"it cannot read this answer ({_short(problem)})"
            rows.append(unmeasured(key, what, budget, reason, ours, other.name))
            continue
        pairs = zip(times["ours"], times[other.reader], strict=True)
        ratio = middle(theirs / own if budget.least else own / theirs for own, theirs in pairs)
        rows.append(
            Row(
                key,
                what,
                ours,
                f"{other.name}, {_duration(middle(times[other.reader]))}",
                f"{ratio:.2f} {budget.unit}",
                str(budget),
                budget.verdict(ratio),
                _mistaken(opened[other.reader]["tiles"], opened["ours"]["tiles"]) or said,
            )
        )
    return rows


def _in_turns(workers: Mapping[str, _Worker], orders: Mapping[str, Mapping[str, Any]]) -> dict[str, list[float]]:
    """Let each reader read for a while, then the next, again and again; the first round warms up."""
    times: dict[str, list[float]] = {name: [] for name in workers}
    for round_ in range(-1, _ROUNDS):
        for name, worker in workers.items():
            seconds = worker.ask(orders[name])["seconds"]
            if round_ >= 0:
                times[name].append(seconds)
    return times


def _mistaken(theirs: list[list[str]], ours: list[list[str]]) -> str:
    """Say which tiles another client reads as something else than they are."""
    wrong = Counter(f"{own} as {other}" for (_, other), (_, own) in zip(theirs, ours, strict=False) if other != own)
    if not wrong:
        return ""
    return f"it reads {wrong.total()} of {len(ours)} tiles as another kind ({', '.join(sorted(wrong))})"


def _duration(seconds: float) -> str:
    return f"{seconds * 1000:.3g} ms"


def _short(text: str, limit: int = 160) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else line[:limit] + "…"
