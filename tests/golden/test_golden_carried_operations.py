"""Golden packages with operations that another API carries out, and with long-running operations."""

from __future__ import annotations

import inspect
import json
import warnings
from types import ModuleType
from typing import Any

import anyio
import httpx
import pytest

from iotcentral import BearerToken, ConfigurationError

from .test_golden_calls import Answering

ANNA = {"id": 7, "name": "Anna", "source": "friend"}
BRANCH = "https://main.library.example"


@pytest.fixture
def desk(packages: dict[str, ModuleType]) -> ModuleType:
    return packages["library_desk1"]


@pytest.fixture
def archive(packages: dict[str, ModuleType]) -> ModuleType:
    return packages["library_archive1"]


def at(package: ModuleType, *answers: httpx.Response) -> tuple[Any, Answering]:
    transport = Answering(*answers)
    return package.Desk(BearerToken("t0k3n"), transport=transport), transport


def test_an_operation_is_carried_out_by_the_one_that_the_document_names(desk: ModuleType) -> None:
    client, transport = at(desk, httpx.Response(200, json=ANNA))
    person = client.greet_a_reader(BRANCH, 7)
    assert (person.name, person.heard_from) == ("Anna", "friend")
    assert str(transport.requests[0].url) == f"{BRANCH}/readers/7?version=2.0"


def test_members_of_a_body_are_keywords_and_sent_under_the_names_of_the_other_api(desk: ModuleType) -> None:
    client, transport = at(desk, httpx.Response(200, json=ANNA))
    client.register_a_reader(BRANCH, 7, name="Anna", number=7, heard_from="friend")
    assert transport.requests[0].method == "PUT"
    assert json.loads(transport.requests[0].content) == {"name": "Anna", "source": "friend"}


def test_what_has_to_be_the_same_is_compared(desk: ModuleType) -> None:
    client, transport = at(desk)
    with pytest.raises(ConfigurationError, match=r"RegisterAReader.*number.*8.*7"):
        client.register_a_reader(BRANCH, 7, name="Anna", number=8)
    assert not transport.requests


def test_a_dynamic_body_is_checked_and_completed(desk: ModuleType) -> None:
    loan = {"isbn": "1", "reader": 7, "state": "lent"}
    client, transport = at(desk, httpx.Response(201, json=loan), httpx.Response(201, json=loan))
    given = {"isbn": "1", "reader": 7}
    assert client.lend_a_book(BRANCH, given, state="lent").reader == 7
    assert (
        client.lend_a_book(BRANCH, desk.models.LibraryLoan(isbn="1", reader=7, state="lent"), mood="good").reader == 7
    )
    assert [json.loads(request.content) for request in transport.requests] == [loan, loan]
    assert given == {"isbn": "1", "reader": 7}
    with pytest.raises(ConfigurationError, match=r"LendABook.*reader.*number"):
        client.lend_a_book(BRANCH, {"isbn": "1", "reader": "7", "state": "lent"})
    with pytest.raises(ConfigurationError, match="lost"):
        client.lend_a_book(BRANCH, loan, state="lost")


def test_a_list_follows_the_links_of_the_other_api(desk: ModuleType) -> None:
    link = f"{BRANCH}/books?page=2"
    client, transport = at(
        desk,
        httpx.Response(200, json={"books": [{"title": "Ice"}], "@next": link}),
        httpx.Response(200, json={"books": [{"title": "Salt"}]}),
    )
    assert [title.title for title in client.list_books(BRANCH, kind="novel")] == ["Ice", "Salt"]
    assert [str(request.url) for request in transport.requests] == [f"{BRANCH}/books?version=2.0&genre=novel", link]


def test_the_first_of_an_array_is_the_result(desk: ModuleType) -> None:
    client, _ = at(
        desk, httpx.Response(200, json={"books": [{"title": "Ice"}]}), httpx.Response(200, json={"books": []})
    )
    assert client.find_the_newest_book(BRANCH).title == "Ice"
    assert client.find_the_newest_book(BRANCH) is None


def test_a_deprecated_method_names_its_successor(desk: ModuleType) -> None:
    client, _ = at(desk, httpx.Response(200, json={"theme": "dark"}), httpx.Response(200, json=ANNA))
    with pytest.warns(DeprecationWarning, match="greet_a_reader_the_old_way is deprecated.*greet_a_reader"):
        assert client.greet_a_reader_the_old_way(BRANCH, 7).to_dict() == {"theme": "dark"}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        client.greet_a_reader(BRANCH, 7)


def test_methods_of_the_client_have_a_raw_form(desk: ModuleType) -> None:
    client, _ = at(desk, httpx.Response(200, json=ANNA), httpx.Response(200, json={"books": [{"title": "Ice"}]}))
    person, response = client.raw.greet_a_reader(BRANCH, 7)
    assert (person.name, response.status_code) == ("Anna", 200)
    page, _ = client.raw.list_books(BRANCH)
    assert [title.title for title in page.items] == ["Ice"]


def test_the_asynchronous_client_does_the_same(desk: ModuleType) -> None:
    transport = Answering(httpx.Response(200, json=ANNA), httpx.Response(200, json={"books": [{"title": "Ice"}]}))

    async def call() -> None:
        async with desk.AsyncDesk(BearerToken("t"), transport=transport) as client:
            assert (await client.greet_a_reader(BRANCH, 7)).heard_from == "friend"
            assert [title.title async for title in client.list_books(BRANCH)] == ["Ice"]

    anyio.run(call)


def test_a_trigger_takes_its_parameters_and_nothing_of_the_callback(desk: ModuleType) -> None:
    parameters = inspect.signature(desk.Desk.when_a_book_is_returned).parameters
    assert list(parameters) == ["self", "branch", "isbn"]


CELLAR = "https://management.azure.com/subscriptions/s1/cellars/north"


def test_a_long_running_operation_gives_a_poller_and_the_client_its_own_value(archive: ModuleType) -> None:
    transport = Answering(
        httpx.Response(202, headers={"Location": f"{CELLAR}/work", "Retry-After": "0"}),
        httpx.Response(202, headers={"Retry-After": "0"}),
        httpx.Response(200, json={"depth": 3}),
    )
    with archive.Archive("s1", BearerToken("t"), transport=transport) as client:
        poller = client.cellars.begin_dig("north", archive.models.Cellar(depth=3))
        assert poller.result().depth == 3
    sent = [(request.method, str(request.url)) for request in transport.requests]
    assert sent == [("PUT", CELLAR), ("GET", f"{CELLAR}/work"), ("GET", f"{CELLAR}/work")]


def test_the_wait_for_a_long_running_operation_is_resumed_from_its_token(archive: ModuleType) -> None:
    begun = Answering(httpx.Response(202, headers={"Location": f"{CELLAR}/work", "Retry-After": "0"}))
    with archive.Archive("s1", BearerToken("t"), transport=begun) as client:
        token = client.cellars.begin_fill("north").continuation_token()
    ended = Answering(httpx.Response(204))

    async def resume() -> None:
        async with archive.AsyncArchive("s1", BearerToken("t"), transport=ended) as client:
            assert await client.cellars.resume_fill(token).result() is None

    anyio.run(resume)
    assert [str(request.url) for request in ended.requests] == [f"{CELLAR}/work"]


def test_the_value_that_the_client_knows_is_no_argument(archive: ModuleType) -> None:
    from importlib import import_module

    cellars = import_module("library_archive1.resources.cellars").Cellars
    assert list(inspect.signature(cellars.begin_dig).parameters) == ["self", "cellar", "body"]
