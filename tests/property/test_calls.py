"""Strategies of client methods: calls are sent as the documents define, and responses are decoded."""

from __future__ import annotations

import inspect
import re
import warnings
from collections.abc import Callable, Mapping
from functools import cache, partial
from operator import attrgetter, itemgetter
from typing import Any
from urllib.parse import parse_qsl

import httpx
import jsonschema_rs
import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from iotcentral_testkit import strategies
from iotcentral_testkit.openapi.documents import Document, Route

from iotcentral import ApiError, ApiToken, BearerToken
from iotcentral._core.model import Model
from iotcentral._core.retry import RetryPolicy
from iotcentral.webhooks._triggers import Subscription
from tests.support.names import python_name
from tests.support.occurrence import occurs
from tests.support.packages import ALL_PACKAGES, CONNECTOR, MANAGEMENT, PACKAGES, DocumentedOperation, Package

pytestmark = pytest.mark.long  # each operation of every package is called with what is drawn

SENT = [operation for package in ALL_PACKAGES for operation in package.operations() if not operation.is_trigger]
TRIGGERS = [operation for package in ALL_PACKAGES for operation in package.operations() if operation.is_trigger]
CARRIED = [operation for operation in SENT if operation.carrier]
LONG_RUNNING = [operation for operation in SENT if operation.is_long_running]

TOKEN = ApiToken("SharedAccessSignature sr=1&sig=fake&skn=tests")
SUBSCRIPTION = "8f3c1e52-6f0a-4b7e-9d41-2a5c7e90b136"
STATUS = f"https://management.azure.com/subscriptions/{SUBSCRIPTION}/providers/states/1"
FEW = settings(max_examples=4 if settings().max_examples < 50 else 15)
"""For tests of every operation, which are hundreds: a few examples each, some more in the deep profile."""


class Service(httpx.BaseTransport):
    """Transport with a fixed response, and optionally another one for all requests after the first."""

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []
        self.answer = httpx.Response(204)
        self.later: Callable[[httpx.Request], httpx.Response] | None = None

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self.later(request) if self.later is not None and len(self.requests) > 1 else self.answer


@cache
def connected(package: Package) -> tuple[Any, Service]:
    service = Service()
    others = {MANAGEMENT: (SUBSCRIPTION, BearerToken("fake")), CONNECTOR: (TOKEN,)}
    arguments = others.get(package, ("contoso", TOKEN))
    return package.client(*arguments, transport=service, limiter=None, retry=RetryPolicy(attempts=1)), service


@cache
def served(package: Package) -> Document:
    """The document as a server reads it."""
    return Document(package.document)


@cache
def carrying(operation_id: str, version: str) -> DocumentedOperation:
    """The operation of the data plane that carries out another one."""
    package = next(each for each in PACKAGES if each.document["info"]["version"] == version)
    return next(each for each in package.operations() if each.id == operation_id)


def call(operation: DocumentedOperation, request: strategies.Request) -> Any:
    """Call the method, without its deprecation warning."""
    app, service = connected(operation.package)
    service.requests.clear()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        result = request.call(app)
        return result.first_page() if operation.is_pageable else result


def given_values(operation: DocumentedOperation, request: strategies.Request) -> Mapping[str, Any]:
    """Return the arguments by their Python names."""
    method = attrgetter(operation.call)(connected(operation.package)[0])
    return inspect.signature(method).bind(*request.args, **request.kwargs).arguments


def success(operation: DocumentedOperation) -> tuple[int, Any]:
    """Return a documented success as an HTTP response."""
    status, response = operation.success
    if "content" not in response:
        return status, None
    example = next(iter(response["content"]["application/json"]["examples"].values()))["value"]
    first = operation.carrier.get("first")
    return status, {first: [example]} if first else example


def answer(status: int, body: Any, headers: Mapping[str, str] | None = None) -> httpx.Response:
    return httpx.Response(status, headers=headers, content=b"" if body is None else orjson.dumps(body))


def plain(value: Any) -> Any:
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.to_dict() if isinstance(value, Model) else value


@pytest.mark.parametrize("operation", SENT, ids=repr)
@FEW
@given(data=st.data())
def test_requests_are_sent_as_the_document_says(operation: DocumentedOperation, data: st.DataObject) -> None:
    _, service = connected(operation.package)
    request = data.draw(strategies.request(operation.package.client, operation.call))
    service.answer = answer(*success(operation))
    call(operation, request)
    sent, *others = service.requests
    assert not others
    values = given_values(operation, request)
    if operation.carrier:
        check_carried(operation, sent, values)
    else:
        check_sent(operation, sent, values)


def read(package: Package, sent: httpx.Request) -> tuple[Route, dict[str, str], list[tuple[str, str]]]:
    """Parse a request as a server does: the operation, its path parameters, its query."""
    path, _, query = sent.url.raw_path.decode().partition("?")
    match = served(package).match(path.encode())
    assert match is not None
    operation = match.operations[sent.method]
    pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query))
    assert dict(pairs)["api-version"] == package.document["info"]["version"]
    assert len(dict(pairs)) == len(pairs)
    assert operation.query_values(pairs).keys() == dict(pairs).keys() - {"api-version"}
    return operation, dict(zip(re.findall(r"{(\w+)}", operation.path), match.segments, strict=True)), pairs


def check_sent(operation: DocumentedOperation, sent: httpx.Request, values: Mapping[str, Any]) -> None:
    """Check a request against the document of the package."""
    found, in_path, pairs = read(operation.package, sent)
    assert found.id == operation.id
    assert found.path_values(list(in_path.values())) == in_path
    parameters = [parameter for parameter in operation.parameters if "const" not in parameter["schema"]]
    given = {p["name"]: values.get(python_name(p["name"])) for p in parameters}
    known = {p["name"] for p in parameters if p.get("x-ms-parameter-location") == "client"}
    assert in_path == {name: SUBSCRIPTION if name in known else given[name] for name in in_path}

    in_query = {p["name"] for p in parameters if p["in"] == "query" and given[p["name"]] is not None}
    assert dict(pairs).keys() == in_query | {"api-version"}
    assert sent.headers.get("if-match") == given.get("If-Match")
    assert len(in_query | in_path.keys() - known) + ("body" in values) + ("if_match" in values) == len(values)

    if operation.request_media is None:
        assert not sent.content
    else:
        assert sent.headers["content-type"] == operation.request_media[0]
        assert not found.body_problems(orjson.loads(sent.content))
        assert orjson.loads(sent.content) == values["body"].to_body()


def check_carried(operation: DocumentedOperation, sent: httpx.Request, values: Mapping[str, Any]) -> None:
    """Check a request against the document of the data plane and the arguments of the call.

    The connector's document does not limit ids, so they are not checked.
    """
    carrier = operation.carrier
    there = carrying(carrier["operationId"], carrier["fixed"]["api-version"])
    assert sent.url.host == f"{values['application']}.azureiotcentral.com"
    found, in_path, pairs = read(there.package, sent)
    assert found.id == there.id
    arguments = {name: values.get(python_name(key)) for name, key in carrier.get("parameters", {}).items()}
    in_query = {name: value for name, value in arguments.items() if name in carrier["query"] and value is not None}
    assert in_path == {name: value for name, value in arguments.items() if name not in carrier["query"]}
    assert dict(pairs).keys() == in_query.keys() | {"api-version"}

    members = carrier.get("body")
    if members is None:
        assert not sent.content
        return
    assert there.request_media is not None
    assert sent.headers["content-type"] == there.request_media[0]
    body = orjson.loads(sent.content)
    assert not found.body_problems(body)
    if isinstance(members, str):
        assert body == (values["body"].to_body() if isinstance(values["body"], Model) else values["body"])
    else:
        named = {name: python_name(key) for name, key in members.items()}
        assert body == {name: values[key] for name, key in named.items() if key in values}


@pytest.mark.parametrize("operation", SENT, ids=repr)
@FEW
@given(data=st.data())
def test_responses_are_decoded(operation: DocumentedOperation, data: st.DataObject) -> None:
    _, service = connected(operation.package)
    request = data.draw(strategies.request(operation.package.client, operation.call))
    status, headers, body = data.draw(strategies.response(operation.package.client, operation.call))
    service.answer = answer(status, body, headers)
    documented = operation.node["responses"]
    described = operation.package.resolve(documented.get(str(status), documented.get("default")))
    expected = body if status >= 400 else here(operation, body)
    if "content" not in described:
        assert (headers.keys() - {"Azure-AsyncOperation", "Location", "Retry-After"}, body) == (set(), None)
    elif expected is not None:
        check(described["content"][headers["content-type"]]["schema"], operation.package).validate(expected)
    try:
        result = call(operation, request)
    except ApiError as error:
        assert status == error.status_code >= 400
        said = body.get("error", {}).get("code")
        assert error.code == said or not said
    else:
        assert str(status) in documented
        if operation.is_pageable:
            assert plain(result.items) == body.get("value", [])
        elif not operation.is_long_running:
            assert plain(result) == expected


def here(operation: DocumentedOperation, body: Any) -> Any:
    """Return the result for the caller from the response of the carrying operation."""
    first = operation.carrier.get("first")
    if first is not None:
        body = next(iter(body[first]), None)
    names = operation.carrier.get("returns", {})
    return {names.get(key, key): value for key, value in body.items()} if names else body


def check(schema: Mapping[str, Any], package: Package) -> Any:
    """Create a validator of the dialect and formats that the emulator checks."""
    return jsonschema_rs.validator_for(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **schema,
            "components": package.document["components"],
        },
        validate_formats=True,
    )


@pytest.mark.parametrize("operation", LONG_RUNNING, ids=repr)
@FEW
@given(data=st.data())
def test_long_running_operations_come_to_their_end(operation: DocumentedOperation, data: st.DataObject) -> None:
    client = operation.package.client
    _, service = connected(operation.package)
    request = data.draw(strategies.request(client, operation.call))
    begun = data.draw(strategies.response(client, operation.call).filter(lambda found: found.status < 400))
    read_again = strategies.response(client, f"{operation.call.rpartition('.')[0]}.get")
    ended = data.draw(read_again.filter(lambda found: found.status == 200))

    def later(sent: httpx.Request) -> httpx.Response:
        return answer(200, {"status": "Succeeded"} if str(sent.url) == STATUS else ended.body)

    links = {"Azure-AsyncOperation": STATUS, "Retry-After": "0"}
    service.answer, service.later = answer(begun.status, begun.body, {**begun.headers, **links}), later
    try:
        poller = call(operation, request)
        result = plain(poller.result())
    finally:
        service.later = None
    resource = service.requests[0].url
    if operation.method == "DELETE":
        assert result is None
        assert [str(sent.url) for sent in service.requests[1:]] == [STATUS]
    else:
        assert result == ended.body
        assert [str(sent.url) for sent in service.requests[1:]] == [STATUS, str(resource)]


@pytest.mark.parametrize("operation", TRIGGERS, ids=repr)
@FEW
@given(data=st.data())
def test_triggers_give_subscriptions_and_read_what_the_document_lets_fire(
    operation: DocumentedOperation, data: st.DataObject
) -> None:
    request = data.draw(strategies.request(operation.package.client, operation.call))
    subscription = call(operation, request)
    values = given_values(operation, request)
    assert isinstance(subscription, Subscription)
    assert not connected(operation.package)[1].requests
    assert (subscription.application, subscription.rule) == (values["application"], values["rule"])
    assert subscription.id == values.get("id", subscription.id) != ""

    ((_, callback),) = operation.node["callbacks"].items()
    ((_, item),) = callback.items()
    schema = item["post"]["requestBody"]["content"]["application/json"]["schema"]
    model = getattr(operation.package.models, schema["$ref"].rpartition("/")[2])
    fired = data.draw(strategies.payload(model))
    fired["application"]["subdomain"], fired["rule"]["id"] = values["application"], values["rule"]
    assert plain(subscription.decode(orjson.dumps(fired))) == fired


# strategies of operations that others carry out


def requests(operation: DocumentedOperation) -> st.SearchStrategy[strategies.Request]:
    return strategies.request(operation.package.client, operation.call)


def gives(name: str, given: bool, request: strategies.Request) -> bool:
    """Return whether an argument is given, or is not."""
    return (name in request.kwargs) is given


@pytest.mark.parametrize("mark", ["same", "tags"])
def test_arguments_that_say_the_same_as_another_are_drawn_and_left_out(mark: str) -> None:
    taking: dict[str, list[st.SearchStrategy[strategies.Request]]] = {}
    for operation in CARRIED:
        for name in map(python_name, operation.carrier.get(mark, ())):
            taking.setdefault(name, []).append(requests(operation))
    assert taking
    for name, drawn in taking.items():
        for there in (True, False):
            assert any(occurs(one, partial(gives, name, there)) for one in drawn), (name, there)


def test_bodies_that_depend_on_the_device_are_drawn_as_models_and_as_json() -> None:
    operations = [operation for operation in CARRIED if operation.takes_body]
    assert operations
    for operation in operations:
        assert occurs(requests(operation), lambda request: isinstance(request.args[-1], Model)), operation
        assert occurs(requests(operation), lambda request: not isinstance(request.args[-1], Model)), operation


def test_a_first_item_may_be_missing_or_one_of_several() -> None:
    firsts = [(operation, operation.carrier["first"]) for operation in CARRIED if operation.carrier.get("first")]
    assert firsts
    for operation, first in firsts:
        successes = strategies.response(operation.package.client, operation.call).filter(
            lambda answer: answer.status < 400
        )
        lengths = successes.map(attrgetter("body")).map(itemgetter(first)).map(len)
        assert all(occurs(lengths, length.__eq__) for length in range(3)), operation
        assert not occurs(lengths, lambda length: length > 2, 30), operation
