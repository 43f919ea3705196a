"""Operations of the zoo, each called on both clients: the request is what the document says, and so is the value."""

from __future__ import annotations

import inspect
import json
import warnings
from types import ModuleType
from typing import Any

import anyio
import httpx
import pytest

from iotcentral import ApiError, BearerToken, DecodingError

from . import EXPECTED
from .calls import CALLS, JSON, Call

URL = "https://zoo.example"
named = [pytest.param(call, id=f"{call.operation} {call.note}".rstrip()) for call in CALLS]


def answering(call: Call, sent: list[httpx.Request]) -> httpx.MockTransport:
    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return call.answer()

    return httpx.MockTransport(answer)


async def finished(value: Any) -> object:
    """Return what a call of either client gives in the end: of a list the items, of a poller the result."""
    value = await value if inspect.isawaitable(value) else value
    if hasattr(value, "pages"):
        return [item async for item in value] if hasattr(value, "__aiter__") else list(value)
    if hasattr(value, "result"):
        result = value.result()
        return await result if inspect.isawaitable(result) else result
    return value


def check_request(call: Call, request: httpx.Request) -> None:
    assert f"{request.method} {request.url.raw_path.decode()}" == call.sent
    assert {name: request.headers.get(name) for name in call.headers} == call.headers
    media_type, content = call.body or (None, b"")
    assert (request.headers.get("content-type"), request.content) == (media_type, content)


@pytest.mark.parametrize("call", named)
def test_the_synchronous_client_sends_what_the_document_says(zoo: ModuleType, models: ModuleType, call: Call) -> None:
    sent: list[httpx.Request] = []
    with zoo.Zoo(URL, BearerToken("t"), transport=answering(call, sent)) as client, warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        value = anyio.run(finished, call.call(client, models))
    assert value == call.value(models)
    check_request(call, sent[0])


@pytest.mark.parametrize("call", named)
def test_the_asynchronous_client_sends_the_same(zoo: ModuleType, models: ModuleType, call: Call) -> None:
    sent: list[httpx.Request] = []

    async def run() -> object:
        async with zoo.AsyncZoo(URL, BearerToken("t"), transport=answering(call, sent)) as client:
            return await finished(call.call(client, models))

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        value = anyio.run(run)
    assert value == call.value(models)
    check_request(call, sent[0])


def test_every_operation_of_the_document_is_called() -> None:
    document = json.loads((EXPECTED / "zoo/zoo/openapi.json").read_text())
    methods = ("get", "put", "post", "patch", "delete", "head")
    operations = {item[m]["operationId"] for item in document["paths"].values() for m in methods if m in item}
    assert operations == {call.operation for call in CALLS}


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        pytest.param("default", httpx.Response(300), id="a redirection is not a success by default"),
        pytest.param("default", httpx.Response(404), id="an error is not a success by default"),
        pytest.param("range", httpx.Response(301), id="a status beside the range"),
        pytest.param("maybe", httpx.Response(201), id="a success that the document does not name"),
        pytest.param("text", httpx.Response(404, text="gone"), id="an error of an operation that gives text"),
    ],
)
def test_what_is_no_documented_success_is_an_error(zoo: ModuleType, name: str, answer: httpx.Response) -> None:
    transport = httpx.MockTransport(lambda _: answer)
    with zoo.Zoo(URL, BearerToken("t"), transport=transport) as client, pytest.raises(ApiError) as error:
        getattr(client.answers, f"get_{name}")()
    assert error.value.status_code == answer.status_code


def test_a_head_whose_resource_is_missing_is_an_error(zoo: ModuleType) -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(404, headers={"Content-Type": JSON}))
    with zoo.Zoo(URL, BearerToken("t"), transport=transport) as client, pytest.raises(ApiError, match="404"):
        client.cages.exists("north")


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        pytest.param("either", {"id": 3}, "Cage.id", id="the body of one of two statuses"),
        pytest.param("array", [{"a": "x"}, {"a": 3}], r"\[1\]\.a", id="an item"),
        pytest.param("map", {"north": [{"id": 3}]}, r"north\[0\]\.id", id="an item of a member"),
        pytest.param("scalar", "1", "whole number", id="a scalar"),
        pytest.param("inline", {}, "AnswersGetInlineResponse.a", id="an object that is written out"),
    ],
)
def test_an_answer_that_breaks_the_document_is_an_error_with_its_place(
    zoo: ModuleType, name: str, content: object, place: str
) -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(200, json=content))
    with zoo.Zoo(URL, BearerToken("t"), transport=transport) as client, pytest.raises(DecodingError, match=place):
        getattr(client.answers, f"get_{name}")()
