"""Operations as data and pure functions: from arguments to a request, from a response to a typed value.

There is no I/O here. The generated packages hold one `Operation` for each operation of their API document;
the sessions send the requests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, TypeVar, cast
from urllib.parse import quote, urlencode

import orjson

from ..errors import ConfigurationError, DecodingError, api_error
from ..errors._shown import shown
from .decoding import Decode, describe, wrong
from .json_text import dumps, has_long_number, loads, loads_quickly
from .media_types import RawContent, charset, is_json
from .types import UNSET, Unset

if TYPE_CHECKING:
    import httpx

__all__ = [
    "ACCEPT_JSON",
    "ANY_SUCCESS",
    "Operation",
    "Page",
    "PagedOperation",
    "PreparedRequest",
    "Result",
    "comma_separated",
    "joined",
    "segment",
]

T = TypeVar("T")

_NO_FIELDS: Mapping[str, tuple[str, ...]] = {}
ACCEPT_JSON: Mapping[str, str] = {"Accept": "application/json"}

_SHORT: Final = 4096
"""Bytes of an answer up to which a look at each of them costs nothing beside the call."""

ANY_SUCCESS: Final = 2
"""In the results of an operation, the key of every success (2xx) that has no entry of its own."""

Result = Callable[[], Decode[T]] | RawContent[T]
"""How a response is read: a function that returns the decoder of its JSON, or what makes a value of other content."""

Arguments = Mapping[str, object]
"""Argument values by the parameter's name in the document; `UNSET` ones are not sent."""


class PreparedRequest(NamedTuple):
    """Request without the address of the application and the credential."""

    method: str
    target: str
    """Path and query, encoded."""
    headers: Mapping[str, str]
    content: bytes | None


class Operation(Generic[T]):
    """Operation of an API document.

    Args:
        id: operationId.
        method: HTTP method.
        path: path template, `/api/devices/{deviceId}`.
        fixed: query parameters that always have the same value, `{"api-version": …}`.
        results: for each documented success, a function that returns its decoder (called when there is a response, so that
            models load when they are needed), or `TEXT` or `BYTES` of `media_types`; None where the response has no body.
        body: media type of the request body; None if there is none.
        content: function that returns the decoder of the request body's JSON, if it has models; called for a body that was
            not made of them, to look for masked secrets.
        rate: kind of request for the limiter.
        fields: query parameter → the fields that an expression in it may refer to; without an entry, any field.
        headers: the headers that always have the same value: `Accept`, and those that the document fixes.
    """

    __slots__ = ("body", "content", "fields", "fixed", "headers", "id", "method", "path", "rate", "results")

    def __init__(
        self,
        id: str,
        method: str,
        path: str,
        *,
        fixed: Mapping[str, str],
        results: Mapping[int, Result[T] | None],
        body: str | None = None,
        content: Callable[[], Decode[Any]] | None = None,
        rate: str = "default",
        fields: Mapping[str, tuple[str, ...]] = _NO_FIELDS,
        headers: Mapping[str, str] = ACCEPT_JSON,
    ) -> None:
        self.id = id
        self.method = method
        self.path = path
        self.fixed = fixed
        self.results = results
        self.body = body
        self.content = content
        self.rate = rate
        self.fields = fields
        self.headers = headers

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}: {self.method} {self.path}>"

    def request(self, path: Arguments, query: Arguments, headers: Arguments, body: object) -> PreparedRequest:
        """Build the request.

        Raises:
            ConfigurationError: a path parameter is empty, or a value cannot be sent in its place.
        """
        target = self.path
        if path:
            for name, value in path.items():  # a name may hold what means something else to `str.format`: `thing.id`
                target = target.replace(f"{{{name}}}", segment(self.id, name, value))
        pairs = list(self.fixed.items())
        for name, value in query.items():
            pairs += _pairs(self.id, name, self._expression(name, value))
        if pairs:
            target = f"{target}?{urlencode(pairs, quote_via=quote)}"
        given = {name: value for name, value in headers.items() if value is not UNSET and value != ()}
        sent = {name: _header(self.id, name, value) for name, value in given.items()}
        sent.update(self.headers)
        content = None
        if self.body is not None and not isinstance(body, Unset):
            content = self._content(self.body, body)
            sent["Content-Type"] = self.body
        return PreparedRequest(self.method, target, sent, content)

    def _expression(self, name: str, value: object) -> object:
        """Return the text of a filter or an order; any other value unchanged."""
        if not hasattr(value, "fields"):
            return value
        from ..filters import checked  # loaded already, by the caller that built the expression

        return checked(self.id, name, value, self.fields)

    def _content(self, media_type: str, body: object) -> bytes:
        from .model import MASKED, refuse_masked, to_json  # an operation without a body does not load it

        try:
            if is_json(media_type):
                content = dumps(to_json(body))
                if self.content is not None and MASKED in content:
                    refuse_masked(loads(content), self.content())
                return content
            if isinstance(body, str):
                return body.encode(charset(media_type))
        except (TypeError, ValueError, LookupError) as error:
            raise ConfigurationError(f"{self.id}: the body cannot be sent: {error}") from error
        if not isinstance(body, bytes):
            kind = type(body).__name__
            raise ConfigurationError(f"{self.id}: a body of type {kind} is not text or bytes, which {media_type} is")
        return body

    def succeeded(self, status: int) -> bool:
        """Return whether a status is one of the operation's successes."""
        return status in self.results or (ANY_SUCCESS in self.results and 200 <= status < 300)

    def parse(self, response: httpx.Response) -> T:
        """Return the typed value of a response.

        Raises:
            ApiError: its status is not one of the operation's successes.
            DecodingError: its body does not match the API document.
        """
        status = response.status_code
        if status not in self.results:
            if not self.succeeded(status):
                raise api_error(self.id, response)
            status = ANY_SUCCESS
        result = self.results[status]
        if result is None:
            return None  # type: ignore[return-value]  # None is one of the values of T for such an operation
        if isinstance(result, RawContent):
            return result.read(response)
        decode = result()
        model = getattr(decode, "__self__", None)  # of a model's `decode`, the model
        exact = _is_free_form(response.content, getattr(model, "_free_form", ("",)))
        try:
            try:
                return self._decoded(decode, _json(response, loads if exact else loads_quickly))
            except DecodingError:
                if exact or not has_long_number(response.content):
                    raise
            return self._decoded(decode, _json(response, loads))  # a typed number was too long for the fast parser
        except DecodingError as error:
            error.came_with(response)
            raise error.inside(getattr(model, "__name__", "body")) from error.__cause__

    def _decoded(self, decode: Decode[T], content: Any) -> T:
        return decode(content)


class Page(Generic[T]):
    """Page of a list: its items in the service's order, the link to the next page, and its response."""

    __slots__ = ("items", "next_link", "response")

    def __init__(self, items: list[T], next_link: str | None, response: httpx.Response) -> None:
        self.items = items
        self.next_link = next_link
        self.response = response

    def __repr__(self) -> str:
        return f"<Page of {len(self.items)} items{'' if self.next_link is None else ', not the last'}>"

    def _repr_html_(self) -> str:
        """Return the table that notebooks show."""
        from .model import shown_fields
        from .showing import items_table

        return items_table(repr(self)[1:-1], self.items, shown_fields)


class PagedOperation(Operation[Page[T]]):
    """Operation that returns a list page by page.

    Args:
        items: attribute of the decoded collection that holds the items.
        next_link: attribute of the decoded collection that holds the link to the next page.
        id, method, path, fixed, results, body, content, rate, fields, headers: as for `Operation`; the decoder returns the
            collection.
    """

    __slots__ = ("_items", "_next_link")

    def __init__(
        self,
        id: str,
        method: str,
        path: str,
        *,
        fixed: Mapping[str, str],
        results: Mapping[int, Result[Any] | None],
        items: str,
        next_link: str,
        body: str | None = None,
        content: Callable[[], Decode[Any]] | None = None,
        rate: str = "default",
        fields: Mapping[str, tuple[str, ...]] = _NO_FIELDS,
        headers: Mapping[str, str] = ACCEPT_JSON,
    ) -> None:
        super().__init__(
            id,
            method,
            path,
            fixed=fixed,
            results=results,
            body=body,
            content=content,
            rate=rate,
            fields=fields,
            headers=headers,
        )
        self._items = items
        self._next_link = next_link

    def parse(self, response: httpx.Response) -> Page[T]:
        """Return the page of a response; raises as `Operation.parse` does."""
        collection: Any = super().parse(response)
        items, link = getattr(collection, self._items, None), getattr(collection, self._next_link, None)
        return Page(items or [], link or None, response)


def segment(operation: str, name: str, value: object) -> str:
    """Return a path parameter, encoded as one segment of the path; commas between `joined` values stay.

    Raises:
        ConfigurationError: it is empty, which would make the path another operation's, or not valid Unicode.
    """
    texts = [_text(operation, name, item) for item in (value if isinstance(value, _Joined) else (value,))]
    if not any(texts):
        raise ConfigurationError(f'{operation}: {name} is "", but a path parameter must not be empty; pass the id')
    encoded = ",".join(quote(_unicode(operation, name, text), safe="") for text in texts)
    # a client or a proxy resolves dot segments, even though dots need no encoding
    return encoded.replace(".", "%2E") if encoded in {".", ".."} else encoded


class _Joined(tuple[object, ...]):
    """Values of a parameter that are sent as one text."""

    delimiter = ","


class _SpaceSeparated(_Joined):
    delimiter = " "


class _PipeSeparated(_Joined):
    delimiter = "|"


_JOINED = {kind.delimiter: kind for kind in (_Joined, _SpaceSeparated, _PipeSeparated)}


def joined(delimiter: str, values: Iterable[object] | Unset) -> tuple[object, ...]:
    """Mark the values of a parameter that the document declares as one text.

    Args:
        delimiter: what separates them: a comma, a space, or a vertical bar.
        values: the values; a string counts as one, `UNSET` as none.
    """
    kind = _JOINED[delimiter]
    if isinstance(values, Unset):
        return kind()
    return kind((values,) if isinstance(values, str) else values)


def comma_separated(values: Iterable[object] | Unset) -> tuple[object, ...]:
    """Mark the values of a parameter that the document declares as one comma-separated text; as `joined` does."""
    return joined(",", values)


def _pairs(operation: str, name: str, value: object) -> Iterable[tuple[str, str]]:
    if value is UNSET:
        return ()
    if isinstance(value, list | tuple | set | frozenset):
        texts = [_text(operation, name, item) for item in cast("Iterable[object]", value)]
        if isinstance(value, _Joined):
            texts = [value.delimiter.join(texts)] if texts else []
        return [(name, _unicode(operation, name, text)) for text in texts]
    return [(name, _unicode(operation, name, _text(operation, name, value)))]


def _header(operation: str, name: str, value: object) -> str:
    """Return a header's value as the text that is sent."""
    text = ",".join(_text(operation, name, item) for item in (value if isinstance(value, _Joined) else (value,)))
    if not (text.isascii() and text.isprintable()) or text != text.strip():
        raise ConfigurationError(
            f"{operation}: {name} is {shown(describe(text))}, but a header takes printable ASCII only, without blanks around it"
        )
    return text


def _text(operation: str, name: str, value: object) -> str:
    """Return a parameter's value as the text that is sent."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, datetime | date):
        return value.isoformat().replace("+00:00", "Z")
    if value is None or isinstance(value, Unset | list | tuple | Mapping):
        found = "None" if value is None else "UNSET" if isinstance(value, Unset) else describe(value)
        raise ConfigurationError(f"{operation}: {name} is {found}, but a parameter is one string, number or boolean")
    return str(value)


def _unicode(operation: str, name: str, text: str) -> str:
    """Return a text that can be encoded."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ConfigurationError(f"{operation}: {name} is not valid Unicode text: {error.reason}") from None
    return text


def _is_free_form(content: bytes, names: Iterable[str]) -> bool:
    """Return whether an answer has to be searched for long numbers: it is short, or has a member with values of any form.

    The typed members of a long list need no search: a number that is too long for the fast parser is not a whole number there.
    """
    return len(content) <= _SHORT or any(f'"{name}"'.encode() in content if name else True for name in names)


def _json(response: httpx.Response, parse: Callable[[bytes], Any]) -> Any:
    try:
        return parse(response.content)
    except orjson.JSONDecodeError as error:
        if not response.content:
            raise wrong("JSON", UNSET) from None
        kind = response.headers.get("content-type", "no content type")
        raise DecodingError("", "JSON", f"{kind}, {len(response.content)} bytes: {error}") from error
