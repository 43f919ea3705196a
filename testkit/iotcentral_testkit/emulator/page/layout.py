"""Frame of every page: head, landmarks and what is said, with the policy of what a browser may load and run in it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ...markup import text
from .script import SCRIPT
from .style import STYLE

__all__ = ["HEADERS", "Frame", "copying", "document", "form", "hidden", "row"]


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


_POLICY = "; ".join(
    (
        "default-src 'none'",
        f"style-src {_hash(STYLE)}",
        f"script-src {_hash(SCRIPT)}",
        "connect-src 'self'",
        "img-src data:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""Only the page's own style and script are loaded or run, should anything in it ever be taken for markup.

Its icon is empty, or browsers would ask for one, which would be seen as a request of somebody's."""

HEADERS = {"content-type": "text/html; charset=utf-8", "content-security-policy": _POLICY}


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page shows or needs beside its own content.

    Attributes:
        time: the emulator's time, as text.
        after: number of the last request that the page can know of.
        token: what buttons send, so that other sites cannot press them; None: there are no buttons.
        address: name of an application → its URL; None: the emulator's.
        version: the api-version of URLs that can be copied.
        outcome: what the button did that was pressed.
    """

    time: str
    after: int
    token: str | None
    address: Callable[[str | None], str]
    version: str
    outcome: str = ""


def document(frame: Frame, title: str, links: Iterable[tuple[str, str]], content: str) -> str:
    """Return a page.

    Args:
        frame: what it shows beside its content.
        title: its heading.
        links: address and text of each entry of its navigation.
        content: HTML of its sections.
    """
    entries = "".join(f'<li><a href="{text(address)}">{text(shown)}</a></li>' for address, shown in links)
    full = title if title == "IoT Central emulator" else f"{title} - IoT Central emulator"
    return f"""<!doctype html>
<html lang="en" data-after="{frame.after}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{text(full)}</title>
<link rel="icon" href="data:,">
<style>{STYLE}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header>
<h1>{text(title)}</h1>
<p><span id="time">{text(frame.time)}</span></p>
</header>
<nav aria-label="Sections"><ul>{entries}</ul></nav>
<main id="main">
{content}
</main>
<p id="said" role="status" aria-live="polite">{text(frame.outcome)}</p>
<script>{SCRIPT}</script>
</body>
</html>
"""


def copying(label: str, what: str, content: str) -> str:
    """Return a button that copies a text.

    Args:
        label: what is seen on it.
        what: what the text is about, for those who do not see where the button stands.
        content: the text.
    """
    named = f"{label} of {what}" if label.startswith("Copy") else f"Copy {label} of {what}"
    return f'<button type="button" data-copy="{text(content)}" aria-label="{text(named)}">{text(label)}</button>'


def form(frame: Frame, action: str, content: str) -> str:
    """Return a form that is sent with the page's token; nothing where there are no buttons."""
    if frame.token is None:
        return ""
    return f'<form method="post" action="{text(action)}">{hidden("token", frame.token)}{content}</form>'


def hidden(name: str, value: str) -> str:
    """Return a field that nobody sees."""
    return f'<input type="hidden" name="{text(name)}" value="{text(value)}">'


def row(columns: Iterable[str], *cells: str) -> str:
    """Return a row of a table; each cell, which is HTML already, knows its column where there is no room for a head."""
    return f"<tr>{''.join(map(_cell, columns, cells))}</tr>"


def _cell(column: str, content: str) -> str:
    return f'<td data-label="{text(column)}">{content}</td>'
