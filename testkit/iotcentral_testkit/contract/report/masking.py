"""Masking of secrets in reports: members that the document marks, and signatures and keys in any text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import orjson

from ...openapi.api import Api
from ...openapi.json_types import is_array, is_object
from .token_mask import TokenMask

if TYPE_CHECKING:
    from ..runner import Result

__all__ = ["MASK", "Mask", "mask_of"]

MASK = "***"
_SHORTEST = 6
"""Minimum length of a secret that is masked in other texts as well; shorter ones would match by chance."""

_FLAG = "secret"
"""The member that says whether the value beside it is secret."""

_MARKS = re.compile(
    r"((?:[?&; ]|^)sig=|SharedAccessKey=|AccountKey=|Bearer |\"authorization\": \")[^&;\"'\s\\]+", re.IGNORECASE
)


class Mask:
    """Mask for the secrets in the bodies of a document.

    Args:
        schemas: the components of the document.
        public: texts that are not secrets, although a server may have them where secrets are: those of the run itself.
        tokens: of the run, which no text shows.
    """

    def __init__(self, schemas: Mapping[str, Any], public: Iterable[str] = (), tokens: TokenMask | None = None) -> None:
        self._public = tuple(public)
        self.tokens = tokens or TokenMask(())
        secret: dict[str, set[str]] = {}
        plain: set[str] = set()
        for schema in schemas.values():
            members = {name: part for name, part in schema.get("properties", {}).items() if is_object(part)}
            for name, part in members.items():
                if part.get("x-secret") or part.get("x-sensitive") or part.get("format") == "password":
                    secret.setdefault(name, set()).update(members.keys() - {name})
                else:
                    plain.add(name)
        self._siblings = {name: others if name in plain or name == "value" else None for name, others in secret.items()}

    def secrets(self, body: Any) -> Iterator[str]:
        """Return the secret values in a parsed body."""
        if is_object(body):
            for name, value in body.items():
                if isinstance(value, str) and self._hides(name, body):
                    yield value
                else:
                    yield from self.secrets(value)
        elif is_array(body):
            for item in body:
                yield from self.secrets(item)

    def body(self, content: bytes) -> str:
        """Return a body as text, without its secrets."""
        try:
            parsed = orjson.loads(content)
        except orjson.JSONDecodeError:
            return self.text(content.decode(errors="backslashreplace"))
        masked = self._masked(parsed)
        return self.text((orjson.dumps(masked) if masked != parsed else content).decode(errors="backslashreplace"))

    def text(self, text: str, secrets: Iterable[str] = ()) -> str:
        """Return a text without signatures, keys and these secrets; invalid characters are escaped."""
        text = text.encode(errors="backslashreplace").decode()
        for secret in secrets:
            if len(secret) >= _SHORTEST and secret != MASK and not any(secret in text for text in self._public):
                text = text.replace(secret, MASK)
        return _MARKS.sub(rf"\1{MASK}", self.tokens.text(text))

    def _masked(self, body: Any) -> Any:
        if is_object(body):
            return {
                name: MASK if isinstance(value, str) and self._hides(name, body) else self._masked(value)
                for name, value in body.items()
            }
        return [self._masked(item) for item in body] if is_array(body) else body

    def _hides(self, name: str, body: Mapping[str, Any]) -> bool:
        """Return whether a member is secret; an ambiguous name only beside the members of the right schema."""
        if name not in self._siblings:
            return False
        others = self._siblings[name]
        if others is not None and _FLAG in others and _FLAG in body:
            return body[_FLAG] is True
        return others is None or any(other in others for other in body if other != name)


def mask_of(result: Result) -> Mask:
    """Return the mask for the reports of a run."""
    options = result.options
    schemas = Api(options.api_version).content["components"]["schemas"]
    return Mask(schemas, (options.prefix, options.url, options.api_version), TokenMask(result.authorizations))
