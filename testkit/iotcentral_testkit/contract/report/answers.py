"""Answers without what differs from run to run: how a program that repeats requests knows what the run saw.

The source of this module is a part of each program.
"""

# programs cannot import the kit's types of JSON:
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

__all__ = ["Answers"]


class Answers:
    """The answers of one run, each in a form that is the same in every run with the same behaviour.

    Args:
        sent: texts that the requests say; they are kept.
        prefix: what the ids of the run begin with.
        recorded: what stands for it.
        url: of the server; a link says whether it leads there, and to which api-version.
    """

    HEADERS = ("content-type", "x-ms-error-code", "allow", "etag", "location", "azure-asyncoperation")
    MADE = re.compile(r"(?=.*\d)\S{8,}")
    TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?")
    TOKEN = re.compile(r"SharedAccessSignature [^\s\"]+")
    VERSION = re.compile(r"api-version=[\w.-]+")

    def __init__(self, sent: Collection[str], prefix: str, recorded: str, url: str) -> None:
        self.sent, self.prefix, self.recorded, self.url = sent, prefix, recorded, url
        self.parts = {found[2].rstrip("0") for text in sent for found in self.TIME.finditer(text) if found[2]}
        self.moments = {self.instant(found) for text in sent for found in self.TIME.finditer(text) if found[3]}
        self.names: dict[str, str] = {}
        self.narrow = False

    def plain(self, status: int, headers: Mapping[str, str], body: bytes, narrow: bool = False, focus: str = "") -> str:
        """Return an answer as a text, with a number for each value that the server made up.

        Args:
            status: of the answer.
            headers: of the answer.
            body: of the answer.
            narrow: whether a page should have items of the run alone; of others it then says that they are there.
            focus: all that counts: `status`, `type` (of the content), `items` (which ones), or the form of the value `at` a
                place; empty: everything.
        """
        self.narrow = narrow
        try:
            content = json.loads(body.decode(errors="replace"))
        except ValueError:
            content = body.decode(errors="replace")
        kept = {name: self.text(headers[name].split(";")[0]) for name in self.HEADERS if name in headers}
        if focus == "status":
            return json.dumps([status])
        if focus == "type":
            return json.dumps([status, kept.get("content-type")])
        if focus == "items":
            return json.dumps([status, self.items(content)])
        if focus:
            forms = {self.form(found) for found in self.found(content, focus.split("/")[1:])}
            return json.dumps([status, sorted(forms)])
        shown = self.refusal(content) if status >= 400 else self.value(content, "")
        return json.dumps([status, kept, shown], sort_keys=True)

    def value(self, value: Any, name: str) -> Any:
        """Return a JSON value in this form; of a page, the items of the run."""
        if isinstance(value, dict):
            value = self.refusal(value) if name == "error" else value
            return {self.text(key): self.value(part, key) for key, part in value.items()}
        if isinstance(value, list):
            own = [part for part in value if isinstance(part, dict) and self.is_own(part)]
            if name != "value" or not (own or self.narrow):
                return [self.value(part, "") for part in value]
            others = ["<other items>"] if self.narrow and len(own) < len(value) else []
            return [*(self.value(part, "") for part in own), *others]
        return self.text(value) if isinstance(value, str) else value

    def is_own(self, part: Mapping[str, Any]) -> bool:
        """Return whether an item is the run's: it names the run, has an id of an earlier answer, or has none, as a part."""
        id = part.get("id", part.get("@id"))
        return id is None or self.prefix in json.dumps(part) or id in self.names

    def refusal(self, content: Any) -> Any:
        """Return an error with its codes alone; of its other members it says what they are."""
        if isinstance(content, dict):
            return {key: part if key == "code" else self.refusal(part) for key, part in content.items()}
        return type(content).__name__ if content else content

    def found(self, content: Any, place: Sequence[str]) -> list[Any]:
        """Return the values at a place, where `*` is any element of an array."""
        if not place:
            return [content]
        if isinstance(content, list):
            parts = content if place[0] == "*" else []
        else:
            parts = [content[place[0]]] if isinstance(content, dict) and place[0] in content else []
        return [found for part in parts for found in self.found(part, place[1:])]

    def items(self, content: Any) -> Any:
        """Return the ids of a page's items and its link; of anything else, nothing."""
        shown = self.value(content, "")
        if not isinstance(shown, dict) or not isinstance(shown.get("value"), list):
            return None
        named = [part.get("id", part.get("@id")) if isinstance(part, dict) else part for part in shown["value"]]
        return [named, shown.get("nextLink")]

    def form(self, value: Any, within: str = "") -> str:
        """Return what a value is like: the members of an object, the letters of a text, the type of what is within it."""
        if isinstance(value, dict):
            return (
                f"{{{', '.join(sorted(f'{self.text(key)}: {self.form(part, key)}' for key, part in value.items()))}}}"
            )
        if isinstance(value, list):
            return f"[{', '.join(sorted({self.form(part, 'element') for part in value}))}]"
        if isinstance(value, str) and not within:
            return "text " + re.sub(r"\d+", "0", re.sub("<.*>", "<made up>", self.text(value)))
        return type(value).__name__

    def moment(self, found: re.Match[str]) -> str:
        """Return what stands for a time; the part of a second that a request says is kept, and that a request says all of it."""
        part = (found[2] or "").rstrip("0")
        told = " told" if found[3] and self.instant(found) in self.moments else ""
        return f"<time{part}{told}>" if part in self.parts else f"<time{told}>"

    def instant(self, found: re.Match[str]) -> float:
        """Return a time, however it is written; one that is not valid is none of any."""
        try:
            return datetime.fromisoformat(found[0]).timestamp()
        except (OverflowError, ValueError):
            return -1.0

    def text(self, text: str) -> str:
        """Return a text with the recorded prefix, and a number instead of what the server made up."""
        found = text.replace(self.prefix, self.recorded).replace(self.prefix.upper(), self.recorded.upper())
        if text in self.sent or found in self.sent:
            return found
        found = self.TOKEN.sub("<token>", self.TIME.sub(self.moment, found))
        if "<time" in found or not self.MADE.fullmatch(found):
            return found
        place = "<server>" if found.startswith(f"{self.url}/") else ""
        place += "".join(self.VERSION.findall(found))
        return place + self.names.setdefault(found, f"<{len(self.names) + 1}>")
