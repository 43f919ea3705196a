"""HTML page of the report, self-contained; everything that a server sent is escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from typing import Any

import orjson

from ...markup import table, text
from ..engine.evidence import Evidence
from .html_assets import SCRIPT, STYLE

__all__ = ["index_of", "page_of"]

_LONGEST = 20_000
"""Characters of a body that are shown."""

_EXCHANGES = 30
"""Requests of a deviation that are shown."""

_THEMES = {
    "CL1": "clients",
    "IC1": "every response",
    "IC2": "access and protocol",
    "IC3": "what is stored",
    "IC4": "patches and etags",
    "IC5": "lists",
    "IC6": "devices and jobs",
    "IC7": "applications",
    "ST": "Schemathesis",
}
"""What the codes of a theme begin with → what they are about."""

_LOOKS = {"conforms": "good", "deviates": "bad", "interrupted": "known"}
_SIGNS = {"passed": "✓", "deviates": "✗", "known": "!", "skipped": "-"}
_COLOURS = {"passed": "good", "deviates": "bad", "known": "known", "skipped": "s"}


def page_of(data: Mapping[str, Any]) -> str:
    """Return the page.

    Args:
        data: the result of `data_of`.
    """
    run = data["run"]
    about = f"{run['url']} · api-version {run['api_version']} · {run['started'].replace('T', ' ').replace('Z', ' UTC')}"
    parts = (
        f'<header>\n<h1>Contract report</h1>\n<p class="muted">{text(about)}</p>\n</header>',
        f'<p id="verdict" class="verdict {_LOOKS[data["verdict"]]}">{text(data["sentence"])}</p>',
        _figures(data),
        _run(run),
        _filters(data),
        _findings(data),
        _baseline(data),
        _matrix(data),
        _evidence(data),
        _absent(data),
        _coverage(data),
        _leftovers(data),
    )
    return _document(f"Contract report: {data['verdict']}", "\n".join(parts), script=True)


def index_of(reports: Mapping[str, str]) -> str:
    """Return the page with links to the reports of several api-versions.

    Args:
        reports: api-version → its result, in a sentence.
    """
    items = "\n".join(
        f'<li><a href="{text(version)}/index.html">{text(version)}</a>: {text(said)}</li>'
        for version, said in reports.items()
    )
    return _document("Contract reports", f"<h1>Contract reports</h1>\n<ul>{items}</ul>", script=False)


def _document(title: str, body: str, *, script: bool) -> str:
    policy = f"default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; style-src {_hash(STYLE)}"
    if script:
        policy += f"; script-src {_hash(SCRIPT)}"
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>{text(title)}</title>
<style>{STYLE}</style>
</head>
<body>
{body}
{f"<script>{SCRIPT}</script>" if script else ""}
</body>
</html>
"""


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _figures(data: Mapping[str, Any]) -> str:
    run, counts = data["run"], data["counts"]
    shown = {
        "Requests": f"{run['requests']:,}",
        "Seconds": f"{run['seconds']:,.1f}",
        "Checks passed": f"{counts['checks passed']:,}",
        "Checks skipped": f"{counts['checks skipped']:,}",
        "New deviations": f"{counts['new']:,}",
        "Known": f"{counts['known']:,}",
        "Expired": f"{counts['expired']:,}",
        "Leftovers": f"{counts['leftovers']:,}",
    }
    items = "".join(f"<li>{text(name)} <b>{value}</b></li>" for name, value in shown.items())
    return f'<ul class="figures">{items}</ul>'


def _run(run: Mapping[str, Any]) -> str:
    scope = [
        *(["quick"] if run["quick"] else ["full"]),
        *(["read only"] if run["read_only"] else []),
        *(["only what is implemented"] if run["only_implemented"] else []),
        f"parts {', '.join(run['parts'])}",
        *([f"resources {', '.join(run['resources'])}"] if run["resources"] else []),
        *([f"only {', '.join(run['only'])}"] if run["only"] else []),
        f"seed {run['seed']}",
        f"prefix {run['prefix']}",
    ]
    return f'<section id="run">\n<p class="muted">{text(" · ".join(scope))}</p>\n{_code(run["command"])}\n</section>'


def _filters(data: Mapping[str, Any]) -> str:
    resources = dict.fromkeys(data["operations"].values())
    options = "".join(f'<option value="{text(resource)}">{text(resource)}</option>' for resource in resources)
    verdicts = "".join(f'<option value="{name}">{name}</option>' for name in _SIGNS)
    return (
        '<form id="filters" hidden>\n'
        f'<label>Resource <select name="resource"><option value="">all</option>{options}</select></label>\n'
        f'<label>Verdict <select name="verdict"><option value="">all</option>{verdicts}</select></label>\n'
        '<label>Text <input name="text" type="search" placeholder="operation or rule"></label>\n'
        '<button type="reset">Clear</button> <span id="shown" class="muted" role="status"></span>\n</form>'
    )


def _findings(data: Mapping[str, Any]) -> str:
    order = {"new": 0, "expired": 1, "known": 2}
    findings = sorted(data["findings"], key=lambda found: order[found["state"]])
    shown = "\n".join(_finding(found, data) for found in findings) or '<p class="muted">None.</p>'
    return f'<section id="deviations">\n<h2>Deviations</h2>\n{shown}\n</section>'


def _finding(found: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    look = "known" if found["state"] == "known" else "bad"
    accepted = found.get("accepted")
    why = (
        f"{found['state']}, accepted until {accepted['expires']}: {accepted['reason']}" if accepted else found["state"]
    )
    exchanges = "\n".join(
        _exchange(exchange, line)
        for exchange, line in zip(found["exchanges"][:_EXCHANGES], found["curl"][:_EXCHANGES], strict=True)
    )
    more = len(found["exchanges"]) - _EXCHANGES
    exchanges += f'<p class="muted">{more} more are in report.json.</p>' if more > 0 else ""
    return f"""<details class="finding" id="{found["id"]}" data-resource="{_resource(found["operation"], data)}">
<summary><b class="{look}">{text(found["rule"])}</b> {text(found["operation"])}
<span class="muted">{text(found["subject"])}</span><br>{text(found["message"])}</summary>
<p><b>{text(found["title"])}</b></p>
<p class="muted">{text(found["source"])} · {text(why)} · seed {found["seed"]} · id {found["id"]}</p>
{exchanges}
<h3>Python program that reproduces it</h3>
{f'<p class="muted">There is none: {text(found["untold"])}.</p>' if "untold" in found else _code(found["snippet"])}
<h3>Repeat only this check</h3>
{_code(found["again"])}
</details>"""


def _exchange(exchange: Mapping[str, Any], line: str) -> str:
    request, response = exchange["request"], exchange["response"]
    status = f"Response {exchange['status']}" if exchange["status"] else "No response"
    return f"""<div class="exchange">
<p><b>{text(exchange["method"])}</b> {text(exchange["url"])}</p>
<div class="two">
<div><h3>Request</h3>{_message(request)}</div>
<div><h3>{status} <span class="muted">{exchange["seconds"]} s</span></h3>{_message(response)}</div>
</div>
{_code(line)}
</div>"""


def _message(message: Mapping[str, Any]) -> str:
    headers = "\n".join(f"{name}: {value}" for name, value in message["headers"].items())
    body = _pretty(message["body"])
    body = body if len(body) <= _LONGEST else f"{body[:_LONGEST]}… (the rest is in report.json)"
    shown = f"<pre>{text(body)}</pre>" if body else '<p class="muted">no body</p>'
    return f"<details><summary>{len(message['headers'])} headers</summary><pre>{text(headers)}</pre></details>{shown}"


def _pretty(body: str) -> str:
    try:
        return orjson.dumps(orjson.loads(body), option=orjson.OPT_INDENT_2).decode()
    except orjson.JSONDecodeError:
        return body


def _baseline(data: Mapping[str, Any]) -> str:
    baseline = data["baseline"]
    if baseline["file"] is None:
        return ""
    rows = [
        _row(entry["rule"], entry["operation"], entry["subject"], entry["reason"], entry["expires"])
        for entry in baseline["gone"]
    ]
    columns = ("Rule", "Operation", "Subject", "Reason", "Expires")
    gone = f"<h3>Entries that no longer occur</h3>\n{table('gone', columns, rows)}" if rows else ""
    counts = data["counts"]
    said = f"{baseline['file']}: {counts['known']} known, {counts['expired']} expired, {counts['gone']} no longer occur"
    return f'<section id="baseline">\n<h2>Baseline</h2>\n<p>{text(said)}</p>\n{gone}\n</section>'


def _leftovers(data: Mapping[str, Any]) -> str:
    if not data["leftovers"]:
        return ""
    by_reason: dict[str, list[str]] = {}
    for it in data["leftovers"]:
        by_reason.setdefault(it["reason"], []).append(it["place"])
    rows = [_row(reason, "\n".join(places)) for reason, places in by_reason.items()]
    return (
        '<section id="leftovers">\n<h2>What could not be removed</h2>\n'
        f"{table('leftovers', ('Reason', 'Places'), rows)}\n</section>"
    )


def _matrix(data: Mapping[str, Any]) -> str:
    codes = sorted(data["rules"], key=lambda code: list(map(_theme, data["rules"])).index(_theme(code)))
    if not codes:
        return ""
    first: dict[tuple[str, str], str] = {}
    failing = set[tuple[str, str]]()
    for found in data["findings"]:
        place = (found["rule"], found["operation"])
        first.setdefault(place, found["id"])
        if found["state"] != "known":
            failing.add(place)
    cells = {
        (it["rule"], it["operation"]): _cell(it, first.get((it["rule"], it["operation"])), failing)
        for it in data["outcomes"]
    }
    themes, heads = _heads(data["rules"])
    asked = {operation for _, operation in cells}
    operations = [id for id in ("", *data["operations"]) if id in asked]
    rows = "\n".join(
        f'<tr data-resource="{_resource(id, data)}"><th>{text(id or "(no operation alone)")}</th>'
        + "".join(cells.get((code, id), "<td></td>") for code in codes)
        + "</tr>"
        for id in operations
    )
    legend = " · ".join(f'<span class="{_COLOURS[name]}">{sign}</span> {name}' for name, sign in _SIGNS.items())
    return f"""<section id="checks">
<h2>Operations and checks</h2>
<p class="muted">{legend}</p>
<output id="said"></output>
<div class="matrix"><table id="matrix"><thead>
<tr class="themes"><th rowspan="2">Operation</th>{themes}</tr>
<tr class="codes">{heads}</tr>
</thead>
<tbody>
{rows}
</tbody></table></div>
</section>"""


def _heads(rules: Mapping[str, Any]) -> tuple[str, str]:
    """Return the heads of the columns: a row of themes, and a row with the rest of each code."""
    columns: dict[str, list[str]] = {}
    for code in rules:
        columns.setdefault(_theme(code), []).append(code)
    named = {theme: f"{theme} {_THEMES.get(theme, '')}".strip() for theme in columns}
    themes = "".join(
        f'<th colspan="{len(codes)}" data-theme="{text(theme)}" title="{text(_THEMES.get(theme, theme))}">'
        f"<span>{text(named[theme])}</span></th>"
        for theme, codes in columns.items()
    )
    heads = "".join(
        f'<th data-theme="{text(theme)}" data-code="{text(code)}" title="{text(rules[code]["title"])}">'
        f"{text(_rest(code))}</th>"
        for theme, codes in columns.items()
        for code in codes
    )
    return themes, heads


def _theme(code: str) -> str:
    """Return what the codes of a theme begin with (`IC3`, `ST`)."""
    return code.partition(".")[0] if "." in code else code[:3]


def _rest(code: str) -> str:
    """Return what distinguishes a code within its theme: two digits, or the initials of its words."""
    _, dot, name = code.partition(".")
    return "".join(word[0] for word in name.split("_")).upper() if dot else code[3:]


def _cell(outcome: Mapping[str, Any], finding: str | None, failing: set[tuple[str, str]]) -> str:
    verdict = outcome["verdict"]
    if verdict == "deviates" and (outcome["rule"], outcome["operation"]) not in failing:
        verdict = "known"
    sign = _SIGNS[verdict]
    shown = f'<a href="#{finding}">{sign}</a>' if finding is not None else sign
    told = outcome.get("reason") or _counted(outcome["evidence"])
    why = f' title="{text(told)}"' if told else ""
    return f'<td class="{_COLOURS[verdict]}" data-v="{verdict}"{why}>{shown}</td>'


def _counted(evidence: Mapping[str, int]) -> str:
    return str(Evidence(**evidence)) if evidence else ""


def _evidence(data: Mapping[str, Any]) -> str:
    seen = {code: rule for code, rule in data["rules"].items() if rule["evidence"]}
    rows = [
        _row(code, rule["title"], *(f"{rule['evidence'].get(name, 0):,}" for name in Evidence._fields))
        for code, rule in seen.items()
    ]
    shown = table("evidence", ("Rule", "Title", *(name.capitalize() for name in Evidence._fields)), rows)
    said = f"What {len(rows):,} rules saw"
    return f'<section id="seen">\n<h2>Evidence</h2>\n<details><summary>{said}</summary>{shown}</details>\n</section>'


def _absent(data: Mapping[str, Any]) -> str:
    if not data["absent"]:
        return ""
    rows = [_row(id, status) for id, status in data["absent"].items()]
    shown = table("absent", ("Operation", "Answered"), rows)
    said = f"{len(rows):,} operations are not implemented, by the server's own answers, and were not judged"
    return f'<section id="absent">\n<h2>Not implemented</h2>\n<details><summary>{said}</summary>{shown}</details>\n</section>'


def _coverage(data: Mapping[str, Any]) -> str:
    coverage = data["coverage"]
    rows = [
        f'<tr><td>{text(figure["kind"])}</td><td class="fixed">{figure["covered"]:,} of {figure["total"]:,}</td>'
        f'<td><meter min="0" max="{max(figure["total"], 1)}" value="{figure["covered"]}"></meter></td></tr>'
        for figure in coverage["figures"]
    ]
    missing = "\n".join(_missing(figure) for figure in coverage["figures"] if figure["missing"])
    statuses = [
        _row(id, ", ".join(f"{status}: {count:,}" for status, count in seen.items()))
        for id, seen in coverage["statuses"].items()
    ]
    return f"""<section id="coverage">
<h2>Coverage of the document</h2>
{table("coverage", ("What", "Covered", ""), rows)}
{missing}
<details><summary>Statuses by operation</summary>{table("statuses", ("Operation", "Answered"), statuses)}</details>
</section>"""


def _missing(figure: Mapping[str, Any]) -> str:
    rows = [_row(id, ", ".join(names)) for id, names in figure["missing"].items()]
    count = sum(len(names) for names in figure["missing"].values())
    shown = table("missing", ("Operation", "Not covered"), rows)
    return f"<details><summary>{count:,} {text(figure['kind'])} not covered</summary>{shown}</details>"


def _resource(operation: str, data: Mapping[str, Any]) -> str:
    return text(data["operations"].get(operation, ""))


def _code(lines: str) -> str:
    return f'<div class="code"><pre class="copied" tabindex="0">{text(lines)}</pre></div>'


def _row(*cells: object) -> str:
    return f"<tr>{''.join(f'<td>{text(cell)}</td>' for cell in cells)}</tr>"
