"""View of the last requests: the table, a row of it, and what can be copied of a request."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ...markup import table, text
from .layout import copying, row

if TYPE_CHECKING:
    from ..http.request_log import LoggedRequest
    from .layout import Frame

__all__ = ["SHOWN", "curl", "request_row", "requests_table", "requests_view"]

SHOWN = 100
"""Requests that are shown from the start."""

_QUERY = 120
"""Characters of a query that are shown."""

_COLUMNS = ("Time", "Application", "Request", "Operation", "Status", "Copy")


def requests_view(frame: Frame, latest: Iterable[LoggedRequest]) -> str:
    """Return the section of the requests, the last one first.

    Args:
        frame: knows the addresses.
        latest: the requests, oldest first.
    """
    shown = list(latest)
    none = "" if shown else '<p id="no-requests">No requests yet.</p>'
    return f"""<section id="requests" aria-labelledby="requests-title">
<h2 id="requests-title">Last requests</h2>
<div class="bar live-only"><label>Filter <input type="search" data-filters="log" autocomplete="off"></label>
<button type="button" id="more">Show new</button></div>
{none}<div id="log" class="log" role="region" aria-labelledby="requests-title" tabindex="0"{"" if shown else " hidden"}>
{requests_table(frame, shown)}</div>
</section>"""


def requests_table(frame: Frame, requests: Iterable[LoggedRequest]) -> str:
    """Return a table of requests, which come oldest first; the last one is at its top."""
    return table("requests", _COLUMNS, [request_row(frame, request) for request in reversed(list(requests))])


def request_row(frame: Frame, request: LoggedRequest) -> str:
    """Return a request as a row of the table, on one line."""
    query = f"?{request.query}" if request.query else ""
    shown = query if len(query) <= _QUERY else f"{query[:_QUERY]}…"
    named = f"{request.method} {request.path}"
    url = f"{frame.address(request.application)}{request.path}{query}"
    good = request.status is not None and request.status < 400
    status = "cut" if request.status is None else str(request.status)
    failed = f'<br><span class="muted">{text(request.request_id)}</span>' if request.request_id else ""
    unknown = f" unknown members: {', '.join(request.unknown_members)}" if request.unknown_members else ""
    cells = row(
        _COLUMNS,
        f"{request.time:%H:%M:%S}",
        text(request.application),
        f'<b>{text(request.method)}</b> {text(request.path)}<i class="muted">{text(shown)}</i>',
        text(request.operation),
        f'<b class="{"good" if good else "bad"}">{status}</b> {text(request.error)}{text(unknown)}{failed}',
        f"{copying('URL', named, url)} {copying('curl', named, curl(request.method, url))}",
    )
    return cells.replace("\n", " ").replace("\r", " ")


def curl(method: str, url: str) -> str:
    """Return a command that sends a request, with the token that the shell knows and the body of standard input."""
    options = "" if method == "GET" else f" -X {shlex.quote(method)}"
    body = ' -H "Content-Type: application/json" -d @-' if method in {"PUT", "PATCH", "POST"} else ""
    return f'curl{options} {shlex.quote(url)} -H "Authorization: $TOKEN"{body}'
