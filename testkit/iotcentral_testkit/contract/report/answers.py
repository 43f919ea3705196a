"""Answers without what differs from run to run: how a program that repeats requests knows what the run saw.

The source of this module is a part of each program.
"""

# programs cannot import the kit's types of JSON:
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from typing import Any

__all__ = ["Answers"]


class Answers:
    """The answers of one run, each in a form that is the same in every run with the same behaviour.

    Args:
        sent: texts that the requests say; they are kept.
        prefix: what the ids of the run begin with.
        recorded: what stands for it.
    """

    HEADERS = ("content-type", "x-ms-error-code", "allow", "etag", "location", "azure-asyncoperation")
    MADE = re.compile(r"(?=.*\d)\S{8,}")
    TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?")

    def __init__(self, sent: Collection[str], prefix: str, recorded: str) -> None:
        self.sent, self.prefix, self.recorded = sent, prefix, recorded
        self.names: dict[str, str] = {}
        self.narrow = False

    def plain(self, status: int, headers: Mapping[str, str], body: bytes, narrow: bool = False) -> str:
        """Return an answer as a text, with a number for each value that the server made up.

        Args:
            status: of the answer.
            headers: of the answer.
            body: of the answer.
            narrow: whether a page should have items of the run alone; of others it then says that they are there.
        """
        self.narrow = narrow
        text = body.decode(errors="replace")
        try:
            shown = self.value(json.loads(text), "")
        except ValueError:
            shown = self.text(text)
        kept = {name: self.text(headers[name].split(";")[0]) for name in self.HEADERS if name in headers}
        return json.dumps([status, kept, shown], sort_keys=True)

    def value(self, value: Any, name: str) -> Any:
        """Return a JSON value in this form; of a page, the items of the run."""
        if isinstance(value, dict):
            if name == "error":
                value = {key: part if key == "code" else type(part).__name__ for key, part in value.items()}
            return {self.text(key): self.value(part, key) for key, part in value.items()}
        if isinstance(value, list):
            own = [part for part in value if isinstance(part, dict) and self.prefix in json.dumps(part)]
            if name != "value" or not (own or self.narrow):
                return [self.value(part, "") for part in value]
            others = ["<other items>"] if self.narrow and len(own) < len(value) else []
            return [*(self.value(part, "") for part in own), *others]
        return self.text(value) if isinstance(value, str) else value

    def text(self, text: str) -> str:
        """Return a text with the recorded prefix, and a number instead of what the server made up."""
        found = text.replace(self.prefix, self.recorded)
        if text in self.sent or found in self.sent:
            return found
        found = self.TIME.sub("<time>", found)
        if "<time>" in found or not self.MADE.fullmatch(found):
            return found
        return self.names.setdefault(found, f"<{len(self.names) + 1}>")
