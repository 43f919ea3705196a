"""Parser of the emulator's page, which fails where elements are not nested correctly."""

from __future__ import annotations

from html.parser import HTMLParser

__all__ = ["Page"]

_VOID = {"meta", "br", "hr", "img", "link", "input"}
_CODE = {"style", "script"}


class Page(HTMLParser):
    """The elements of a page: their tags, attributes and texts, without those of style and script."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self._open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.said = ""
        """What the page says about what was done last."""
        self.feed(content)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] not in _CODE:
            self.texts.append(data)
            if self.elements[-1][1].get("id") == "said" and self._open[-1] == "p":
                self.said += data

    @property
    def tags(self) -> list[str]:
        return [tag for tag, _ in self.elements]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())

    def all(self, tag: str) -> list[dict[str, str]]:
        """Return the attributes of the elements of a kind."""
        return [attributes for name, attributes in self.elements if name == tag]

    def with_attribute(self, name: str) -> list[dict[str, str]]:
        """Return the attributes of the elements that have one."""
        return [attributes for _, attributes in self.elements if name in attributes]

    def token(self) -> str:
        """Return what the buttons send."""
        return next(field["value"] for field in self.all("input") if field.get("name") == "token")
