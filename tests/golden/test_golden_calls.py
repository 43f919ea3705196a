"""Clients of the golden packages: requests as their document describes them, however a parameter is written."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from types import ModuleType
from typing import Any
from uuid import UUID

import anyio
import httpx
import pytest

from iotcentral import BearerToken, NotFoundError

Call = Callable[[Any, Any], object]

BOOK = {"isbn": "9780000000001", "title": "Ice", "etag": "1"}
TRACE = UUID("0b6f1f5e-6f0f-4d5c-9a55-0d6f0a6b1c11")


class Answering(httpx.MockTransport):
    """Transport that returns one response after the other, and keeps the requests as they were sent."""

    def __init__(self, *answers: httpx.Response) -> None:
        self.requests: list[httpx.Request] = []
        self._answers = list(answers)
        super().__init__(self._answer)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        sent = httpx.Request(request.method, request.url, headers=request.headers.copy(), content=request.content)
        self.requests.append(sent)
        return self._answers.pop(0)


def client(package: ModuleType, transport: Answering) -> Any:
    return package.Library("https://library.example", BearerToken("t0k3n"), transport=transport, limiter=None)


@pytest.mark.parametrize(
    ("call", "method", "target"),
    [
        pytest.param(
            lambda app, _: list(app.books.list(tag=["a b", "c,d"])),
            "GET",
            "/books?version=2.0&tag=a%20b&tag=c%2Cd",
            id="an exploded array is one parameter for each item",
        ),
        pytest.param(
            lambda app, _: list(app.books.list(fields=("title", "isbn"), year=[2019, 2020])),
            "GET",
            "/books?version=2.0&fields=title%2Cisbn&year=2019%2C2020",
            id="an array that is not exploded is one parameter",
        ),
        pytest.param(
            lambda app, models: list(app.books.list(genre=models.Genre.NON_FICTION, order="newest-first")),
            "GET",
            "/books?version=2.0&genre=non-fiction&order=newest-first",
            id="enumerations as members and as literals",
        ),
        pytest.param(
            lambda app, _: list(app.books.list(page_size=5, lent=False, from_=date(2020, 2, 29), rating=4.5)),
            "GET",
            "/books?version=2.0&page-size=5&lent=false&from=2020-02-29&rating=4.5",
            id="numbers, booleans and dates",
        ),
        pytest.param(
            lambda app, models: app.media.get("978/1", models.MediumForm.AUDIOBOOK),
            "GET",
            "/books/978%2F1/media/audiobook?version=2.0",
            id="path parameters in the order of the path",
        ),
        pytest.param(lambda app, _: app.readers.get(7), "GET", "/readers/7?version=2.0", id="an integer in the path"),
        pytest.param(
            lambda app, _: app.loans.return_(TRACE),
            "POST",
            f"/loans/{TRACE}/return?version=2.0",
            id="a method that is called like a keyword, a uuid in the path",
        ),
    ],
)
def test_parameters_are_sent_where_and_how_the_document_says(
    library: ModuleType, call: Call, method: str, target: str
) -> None:
    body = {"books": [], "form": "hardcover", "sewn": True, "id": 7, "name": "Anna"}
    status = 204 if method == "POST" else 200
    transport = Answering(httpx.Response(status, json=body if status == 200 else None))
    with client(library, transport) as app:
        call(app, library.models)
    (request,) = transport.requests
    assert (request.method, request.url.raw_path.decode()) == (method, target)
    assert request.headers["authorization"] == "Bearer t0k3n"
    assert request.content == b""


def test_headers_are_sent_under_their_own_names(library: ModuleType) -> None:
    transport = Answering(httpx.Response(200, json={"books": []}), httpx.Response(204))
    with client(library, transport) as app:
        list(app.books.list(x_trace=TRACE, x_debug=True))
        app.books.remove("9780000000001", if_match='"7"')
    listed, removed = transport.requests
    assert (listed.headers["x-trace"], listed.headers["x-debug"]) == (str(TRACE), "true")
    assert (removed.method, removed.headers["if-match"]) == ("DELETE", '"7"')


@pytest.mark.parametrize(
    ("call", "media_type", "body"),
    [
        pytest.param(
            lambda app, models: app.books.put("9780000000001", models.Book(title="Ice", etag="")),
            "application/json",
            {"title": "Ice", "etag": ""},
            id="a whole object",
        ),
        pytest.param(
            lambda app, models: app.books.update("9780000000001", models.BookPatch(title="Ice", class_=None)),
            "application/merge-patch+json",
            {"title": "Ice", "class": None},
            id="a merge patch",
        ),
    ],
)
@pytest.mark.parametrize("version", ["library_v1_0", "library_v2_0"])
def test_a_body_is_sent_with_the_first_media_type_of_the_document(
    packages: dict[str, ModuleType], version: str, call: Call, media_type: str, body: object
) -> None:
    transport = Answering(httpx.Response(200, json=BOOK))
    with client(packages[version], transport) as app:
        assert call(app, packages[version].models) == packages[version].models.Book.from_dict(BOOK)
    (request,) = transport.requests
    assert request.headers["content-type"] == media_type
    assert json.loads(request.content) == body


def test_a_list_is_followed_by_the_names_that_the_document_gives_its_parts(library: ModuleType) -> None:
    link = "https://library.example/books?page=2"
    transport = Answering(
        httpx.Response(200, json={"books": [BOOK], "@next": link}),
        httpx.Response(200, json={"books": [{**BOOK, "title": "Salt"}], "@next": None}),
    )
    with client(library, transport) as app:
        assert [book.title for book in app.books.list()] == ["Ice", "Salt"]
    assert str(transport.requests[1].url) == link


def test_a_list_that_is_asked_for_with_a_body_gives_its_rows(library: ModuleType) -> None:
    transport = Answering(httpx.Response(200, json={"rows": [[1, None], []]}))
    with client(library, transport) as app:
        assert list(app.loans.query(library.models.LoanQuery(states=["lent", "new"]))) == [[1, None], []]
    assert json.loads(transport.requests[0].content) == {"states": ["lent", "new"]}


def test_an_operation_that_answers_a_bare_array_gives_its_items(library: ModuleType, old_library: ModuleType) -> None:
    transport = Answering(
        httpx.Response(200, json=["Ice", "Salt"]), httpx.Response(200, json=[{"form": "hardcover", "sewn": False}])
    )
    with client(old_library, transport) as app:
        assert app.books.list_titles() == ["Ice", "Salt"]
    with client(library, transport) as app:
        assert app.media.list_samples("hardcover") == [
            library.models.Hardcover.from_dict({"form": "hardcover", "sewn": False})
        ]


def test_both_documented_successes_give_the_value(library: ModuleType) -> None:
    transport = Answering(httpx.Response(200, json=BOOK), httpx.Response(201, json=BOOK))
    with client(library, transport) as app:
        book = library.models.Book(title="Ice", etag="")
        assert app.books.put("1", book) == app.books.put("1", book)


def test_any_other_status_is_an_error_of_the_service(library: ModuleType) -> None:
    transport = Answering(
        httpx.Response(404, json={"error": {"code": "NotFound", "message": "There is no such book."}})
    )
    with client(library, transport) as app, pytest.raises(NotFoundError, match="no such book"):
        app.books.get("1")


def test_operations_and_parameters_are_those_of_the_version(library: ModuleType, old_library: ModuleType) -> None:
    with client(library, Answering()) as new, client(old_library, Answering()) as old:
        assert not hasattr(new.books, "list_titles")
        assert not hasattr(old, "shelves")
        with pytest.raises(TypeError, match="year"):
            old.books.list(year=[2019])


def test_a_deprecated_operation_says_so(old_library: ModuleType) -> None:
    with client(old_library, Answering()) as app:
        assert "Deprecated" in app.books.list_titles.__doc__
        assert "Deprecated" not in app.books.list.__doc__


def test_the_asynchronous_client_sends_the_same(library: ModuleType) -> None:
    transport = Answering(httpx.Response(200, json={"books": [BOOK]}), httpx.Response(204))

    async def call() -> None:
        async with library.AsyncLibrary("https://library.example", BearerToken("t"), transport=transport) as app:
            assert [book.title async for book in app.books.list(fields=["title"])] == ["Ice"]
            assert await app.loans.return_(TRACE) is None

    anyio.run(call)
    assert [r.url.raw_path.decode() for r in transport.requests] == [
        "/books?version=2.0&fields=title",
        f"/loans/{TRACE}/return?version=2.0",
    ]
