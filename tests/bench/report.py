"""`docs/performance.md`: the table, what its rows mean, and why a budget is missed."""

from __future__ import annotations

import os
import platform
import re
from importlib.metadata import PackageNotFoundError, version

from .baselines import OPENAPI_GENERATOR
from .table import Row, markdown

__all__ = ["page"]

_MEANINGS = {
    "decode-.*-parsed": (
        "**decode … / `orjson.loads`**: from the bytes of an answer to models, as a call does it, in CPU time, over "
        "parsing the same bytes to plain dicts and lists; so it says what types and checks cost on top."
    ),
    "decode-.*-openapi_python_client": (
        "**decode … / openapi-python-client**: the same bytes read by that generator's default output for the same "
        "document, as its own client does (`from_dict(response.json())`)."
    ),
    "decode-.*-openapi_generator": (
        "**decode … / openapi-generator**: the same bytes read by the Python (pydantic) output of openapi-generator "
        "for the same document, as its own client does (`ApiClient.deserialize`)."
    ),
    "import-.*": (
        "**import …**: a fresh interpreter imports the package; the floor is one that imports `httpx` and `attrs`, "
        "which every such client needs. Less than the floor means that `attrs` is not loaded yet: models load when they "
        "are used. CPU time, without the start of the interpreter."
    ),
    "call-.*": (
        "**first call**: a fresh interpreter imports the newest package, builds a client and reads one device over "
        "a transport without network, in CPU time; the floor does the same with `httpx` alone."
    ),
    "state-.*": (
        "**… of 10,000 devices**: `configuration.backup` and `plan` of an application in the emulator, in CPU time of the "
        "calling thread, over listing the devices of the same application."
    ),
    "cli-.*": (
        "**iotcentral …**: a fresh interpreter runs the command, in CPU time, without the start of the interpreter; "
        "beside the GET, one that makes the same call with the client, both with an answer in the place of the network."
    ),
    "parse-.*": (
        "**emulator: … characters in the language of …**: the CPU time in which a parser of the emulator reads or refuses "
        "the slowest of many texts made to be slow, over that for half of the text; 2 is linear, 4 quadratic."
    ),
    "generate": (
        "**generate both data-plane packages**: a whole run of `iotcentral-generator generate` into an empty folder, "
        "formatting and verification included, over two runs of `openapi-python-client generate`, its formatting "
        "included; CPU time, of ruff too."
    ),
    "unchanged": "**generate again**: the same command where neither spec nor generator nor output has changed, by the clock.",
    "wheel-.*": (
        "**wheel of …**: the file that pip downloads; the others' package is packed as a wheel would be, without "
        "metadata."
    ),
    "fleet-.*": (
        "**fleet**: `fleet.map` reads 1,001 devices, eight at a time and with a checkpoint, from a loopback server in "
        "another process, through a limiter of 200 requests in any second; the last of them may not be sent before "
        "five seconds are over. Those five seconds over the time that it took, by the clock: the rate that was reached over the one that is allowed."
    ),
    "call overhead": (
        "**one call**: the whole runtime around one GET of a device, limiter off, over the same GET and parsing with bare "
        "`httpx`, against the same loopback server; CPU time of the calling thread."
    ),
    "transport": (
        "**transport, per call**: the function calls of one GET of a device, those of libraries and of C included, over "
        "those of the same client over a plain `httpx.HTTPTransport`."
    ),
    "emulator-get": (
        "**emulator, GET one device**: its rate over that of a bare Starlette route that returns the same JSON and is served "
        "by uvicorn; each in a process of its own, in turns, and with the client on one core, where the scheduler decides nothing."
    ),
    "emulator-(put|start|seeding)": (
        "**emulator, PUT a device / start / ready with 100,000 devices**: by the clock; without `--state`."
    ),
    "emulator-(start-cpu|start-memory|second|client|reset)": (
        "**emulator, start … / `client()` / `reset()`**: in a program of one's own; the start in a fresh interpreter, in CPU "
        "time of the whole process, imports included; the others by the clock, in a process that has started one already."
    ),
    "emulator-(message|day)": (
        "**emulator, CPU for a message / a day exported**: the clock is advanced by an hour with an export of telemetry to a "
        "webhook in another process, in CPU time of the emulator's process; and by a day with one that is recorded, by the "
        "clock."
    ),
    "emulator-(filter|orderby|group|query|telemetry|page)": (
        "**emulator, filter / orderby / group / query / telemetry / page**: one device by its name, the first hundred by name, "
        "the one member of a group by template, the properties of one device, the telemetry of a template's last hour, the "
        "start page; by the clock of a client with one connection."
    ),
    "emulator-wait-.*": (
        "**emulator, longest wait**: of a client that reads one device after another while somebody else's filter is held "
        "against every device, by the database or in steps; by the clock of that client, the emulator in another process."
    ),
    "emulator-pages": (
        "**emulator, last page**: of a list of a million devices, the last page's time over the first page's."
    ),
    "contract-fuzzing": (
        "**contract, fuzzing**: requests a second of the Schemathesis part of a quick run, over those of Schemathesis alone "
        "with the same settings against the same emulator, which does not keep its requests harmless, note coverage, or hold "
        "answers against the project's rules; in turns, by the clock."
    ),
    "contract-(quick|full)(-work|-memory)?": (
        "**contract, a run of both versions**: `nox -s contract` without the installation: the rules, Schemathesis and the "
        "clients, both versions at once, each against an emulator in a process of its own; by the clock. Work is the CPU "
        "time of all these processes, memory the peak of the largest one."
    ),
    "listing": (
        "**list 100,000 devices of the emulator**: the client's CPU time for all of them as models, over a loop of bare "
        "`httpx` and `orjson` over the same pages."
    ),
    "paging memory": (
        "**page through 1,000,000 devices**: what the process holds at the peak of the walk, beyond what it held after "
        "ten pages, over a transport without network."
    ),
}
"""Pattern of keys → what such rows measure."""

_REASONS = {
    "decode-devices-parsed": (
        "A device costs some 0.6 µs beyond the parser: about 0.17 to make the object and set its twelve slots, 0.23 for "
        "ten look-ups with a default, the rest for checks."
    ),
    "decode-devices-openapi_generator": (
        "A flat page without unions is where pydantic's compiled validators are at their best, although "
        "openapi-generator's output copies each object first; our decoders are plain Python."
    ),
    "decode-dashboards-parsed": (
        "The answer holds 1,526 models of a few members each, so making objects weighs more than parsing: about "
        "0.75 µs each, a quarter of it for the garbage collector, which has twice as many objects to look after. The "
        "calls of `member` for each nested model and list are the part that could go (about 5 % of the whole); the rest "
        "is the making of typed objects in Python itself."
    ),
    "decode-templates-openapi_.*": (
        "A capability model is free-form in the document, so all that anybody does here is parsing: we take as long as "
        "`orjson.loads` alone, the others little more than `json.loads` alone, with the garbage collection that both "
        "cause. Nothing is left to be saved; the ratio is the one of the two parsers."
    ),
    "listing": (
        "Of some 0.12 ms a page that we take longer, nearly half is the making of a hundred models, and the rest a call's "
        "own work. The emulator runs in the same process: beside one in another process the ratio was 1.19 to 1.23."
    ),
    "emulator-wait-.*": (
        "What is left is Python's garbage collector, of which a whole round over what a process has loaded takes 10 to 25 ms, "
        "whatever is being read; a step of a read takes 3 ms, and the database's part of one none of the event loop's time."
    ),
}
"""Pattern of keys → why such rows miss their budget."""


def page(rows: list[Row]) -> str:
    """Return the whole page."""
    meanings = [text for pattern, text in _MEANINGS.items() if any(re.fullmatch(pattern, row.key) for row in rows)]
    notes = [f"- {row.what} / {row.other}: {row.note}." for row in rows if row.note]
    missed = [_missed(row) for row in rows if row.missed]
    parts = [
        "# Performance",
        "Written by `nox -s bench`. Every ratio is a median over interleaved measurements of one run, beside what a "
        "user would otherwise pick; the durations are those of one machine and only the ratios travel.",
        f"Measured with {_machine()}.",
        markdown(rows),
        *(["## Notes", "\n".join(notes)] if notes else []),
        "## What the rows mean",
        "\n".join(f"- {text}" for text in meanings),
        "## Missed budgets",
        "\n".join(missed) or "None.",
    ]
    return "\n\n".join(parts) + "\n"


def _missed(row: Row) -> str:
    reason = next((text for pattern, text in _REASONS.items() if re.fullmatch(pattern, row.key)), "Not yet explained.")
    return f"- {row.what} / {row.other}: {row.ratio}, budget {row.budget}, {row.verdict}. {reason}"


def _machine() -> str:
    names = ["iotcentral", "orjson", "attrs", "httpx", "openapi-python-client", "ruff"]
    tools = [f"{name} {_version(name)}" for name in names]
    return ", ".join(
        [
            f"Python {platform.python_version()} ({platform.system()} {platform.machine()}, {os.cpu_count()} CPUs)",
            *tools,
            f"openapi-generator {OPENAPI_GENERATOR.partition('==')[2]}",
        ]
    )


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "?"
