"""Every action of the connector, called over a socket: the request is that of the data plane, the result the action's."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from typing import Any

import orjson
import pytest

from iotcentral import ApiToken, AsyncPager, ConfigurationError, Pager
from iotcentral.webhooks._triggers import Subscription
from tests.support.loopback import Answer, LoopbackServer, Received
from tests.support.modes import all_of, got, mode_of, run_client
from tests.support.names import method_of, python_name
from tests.support.packages import CONNECTOR, PACKAGES, DocumentedOperation

from .worked_examples import check_target, examples, model, plain, request_examples, response_examples

ACTIONS = [operation for operation in CONNECTOR.operations() if not operation.is_trigger]
TRIGGERS = [operation for operation in CONNECTOR.operations() if operation.is_trigger]
WITH_BODY = [operation for operation in ACTIONS if operation.takes_body]
TOKEN = "SharedAccessSignature sr=1&sig=fake&skn=tests"


@cache
def carrying(operation: str, version: str) -> DocumentedOperation:
    """Return the operation of the data plane of this operationId and api-version."""
    package = next(each for each in PACKAGES if each.document["info"]["version"] == version)
    return next(each for each in package.operations() if each.id == operation)


def carrier_of(action: DocumentedOperation) -> DocumentedOperation:
    return carrying(action.carrier["operationId"], action.carrier["fixed"]["api-version"])


def arguments(action: DocumentedOperation, server: LoopbackServer, body: Any) -> dict[str, Any]:
    """Return the arguments of the worked example by their keys, with all that are optional, and those of the body."""
    carrier = action.carrier
    given = {parameter["name"]: parameter["example"] for parameter in action.parameters}
    given[carrier["host"]] = server.url
    if action.flattened:
        given |= body
    given |= {key: given[other] for key, other in carrier.get("same", {}).items()}
    for key, place in carrier.get("tags", {}).items():
        tags = list(found(body, place.split(".")))
        if tags:
            given[key] = tags[0]
        else:
            del given[key]
    return given


def found(content: Any, place: list[str]) -> Iterator[Any]:
    """Return what a body has at a place; `*` stands for every item."""
    if not place:
        yield content
    elif place[0] == "*":
        for item in content:
            yield from found(item, place[1:])
    elif place[0] in content:
        yield from found(content[place[0]], place[1:])


def calls(action: DocumentedOperation, server: LoopbackServer) -> Iterator[tuple[dict[str, Any], Any, dict[str, Any]]]:
    """Return what a method is called with, the worked body, and the arguments by their keys.

    A body that depends on the device is given as a model and as JSON.
    """
    for body in request_examples(action):
        by_key = arguments(action, server, body)
        keywords = {python_name(key): value for key, value in by_key.items()}
        forms = [{"body": model(action, body)}, {"body": body}] if action.takes_body else [{}]
        for form in forms:
            yield {**keywords, **form}, body, by_key


def on_the_wire(action: DocumentedOperation, example: Any) -> Any:
    """Return a worked result as the data plane says it."""
    there = {here: there for there, here in action.carrier.get("returns", {}).items()}
    if example is None:
        return b""
    content = {there.get(key, key): value for key, value in example.items()}
    first = action.carrier.get("first")
    return {first: [content, {}]} if first else content


def answers(action: DocumentedOperation, server: LoopbackServer, example: Any) -> list[Answer]:
    """Return the answers to the calls of one walk: of a paged list, the example and an empty last page."""
    status, _ = carrier_of(action).success
    content = on_the_wire(action, example)
    if not action.is_pageable:
        return [Answer(status, content)]
    link = {"nextLink": f"{server.url}/api/next?page=2"}
    return [Answer(status, {**content, **link}), Answer(status, {"value": []})]


def warned(action: DocumentedOperation) -> AbstractContextManager[Any]:
    """A deprecated action warns with the name of its successor; any other warning is an error."""
    if "x-successor" not in action.node:
        return nullcontext()
    successor = method_of(action.node["x-successor"])
    return pytest.warns(DeprecationWarning, match=f"^{action.method_name} is deprecated: use {successor} instead$")


def check_request(action: DocumentedOperation, received: Received, by_key: dict[str, Any], body: Any) -> None:
    """Compare what arrived with the data plane's document and the mapping."""
    carrier, there = action.carrier, carrier_of(action)
    check_target(there, received, {name: by_key.get(key) for name, key in carrier.get("parameters", {}).items()})
    assert received.headers["authorization"] == TOKEN
    assert received.headers["accept"] == "application/json"
    members = carrier.get("body")
    if members is None:
        assert received.body == b""
        return
    assert there.request_media is not None
    assert received.headers["content-type"] == there.request_media[0]
    if isinstance(members, str):
        assert received.json == body
    else:
        assert received.json == {name: body[key] for name, key in members.items() if key in body}


def test_the_examples_have_every_member_that_an_action_sends() -> None:
    """So that the mapping of each is seen to work."""
    for action in ACTIONS:
        if action.flattened:
            named = {key for body in request_examples(action) for key in body}
            read_only = {"provisioned", "etag"}
            assert set(action.carrier["body"].values()) - named <= read_only, action.id


@pytest.mark.parametrize("action", ACTIONS, ids=repr)
@pytest.mark.parametrize("face", ["sync", "async"])
def test_called(face: str, action: DocumentedOperation) -> None:
    with LoopbackServer() as server:

        async def call(connector: Any) -> None:
            for keywords, body, by_key in calls(action, server):
                for example in response_examples(action):
                    server.received.clear()
                    server.will_answer(*answers(action, server, example))
                    with warned(action):
                        result = await got(getattr(connector, action.call)(**keywords))
                    if isinstance(result, Pager | AsyncPager):
                        assert [plain(item) for item in await all_of(result)] == example["value"]
                        assert server.received[1].target == "/api/next?page=2"
                    else:
                        assert plain(result) == example
                    check_request(action, server.received[0], by_key, body)
                    server.forget()

        clients = (CONNECTOR.client, CONNECTOR.async_client)
        run_client(mode_of(face, action.id), clients, call, ApiToken(TOKEN))


@pytest.mark.parametrize("action", ACTIONS, ids=repr)
def test_has_a_raw_form_with_the_same_parameters(action: DocumentedOperation) -> None:
    with LoopbackServer() as server, CONNECTOR.client(ApiToken(TOKEN)) as connector:
        raw = getattr(connector.raw, action.call)
        own = list(inspect.signature(getattr(connector, action.call)).parameters)
        assert list(inspect.signature(raw).parameters) == ["self", *own]

        example = response_examples(action)[0]
        server.will_answer(*answers(action, server, example))
        with warned(action):
            value, response = raw(**next(calls(action, server))[0])
        said = answers(action, server, example)[0]
        assert (response.status_code, response.content) == (said.status, said.content)
        if action.is_pageable:
            assert [plain(item) for item in value.items] == example["value"]
        else:
            assert plain(value) == example


@pytest.mark.parametrize("action", [each for each in ACTIONS if each.carrier.get("first")], ids=repr)
def test_no_first_item_is_none(action: DocumentedOperation) -> None:
    with LoopbackServer() as server, CONNECTOR.client(ApiToken(TOKEN)) as connector:
        server.will_answer(Answer(200, {action.carrier["first"]: []}))
        assert getattr(connector, action.call)(**next(calls(action, server))[0]) is None


@pytest.mark.parametrize("action", [each for each in ACTIONS if each.carrier.get("same")], ids=repr)
def test_what_contradicts_another_argument_is_refused(action: DocumentedOperation) -> None:
    with LoopbackServer() as server, CONNECTOR.client(ApiToken(TOKEN)) as connector:
        for key, other in action.carrier["same"].items():
            keywords = next(calls(action, server))[0] | {python_name(key): "something-else"}
            with warned(action), pytest.raises(ConfigurationError, match=f"^{action.id}: {key} is .*{other} is"):
                getattr(connector, action.call)(**keywords)
        assert not server.received


@pytest.mark.parametrize("action", [each for each in ACTIONS if each.carrier.get("tags")], ids=repr)
def test_a_tag_is_filled_in_and_one_that_differs_is_refused(action: DocumentedOperation) -> None:
    with LoopbackServer() as server, CONNECTOR.client(ApiToken(TOKEN)) as connector:
        server.will_answer(Answer(carrier_of(action).success[0], on_the_wire(action, response_examples(action)[0])))
        filled = 0
        for keywords, body, by_key in calls(action, server):
            for key, place in action.carrier["tags"].items():
                if key not in by_key or not isinstance(keywords["body"], dict):
                    continue
                *owner, member = place.split(".")
                bare = orjson.loads(orjson.dumps(body))
                for each in found(bare, owner):
                    del each[member]
                getattr(connector, action.call)(**{**keywords, "body": bare})
                assert server.received[-1].json == body
                filled += 1
                with pytest.raises(ConfigurationError, match=f"^{action.id}: {key} is .*, but body.*{member} is"):
                    getattr(connector, action.call)(**{**keywords, python_name(key): "another"})
        assert filled == len(server.received)


def wrong(action: DocumentedOperation, schema: dict[str, Any], body: Any) -> Iterator[tuple[str, Any]]:
    """Return bodies that the data plane's schema does not allow, each with the member that is wrong."""
    schema = action.package.resolve(schema)
    if "discriminator" in schema:
        tag = body[schema["discriminator"]["propertyName"]]
        yield from wrong(action, {"$ref": schema["discriminator"]["mapping"][tag]}, body)
        return
    for part in schema.get("allOf", ()):
        yield from wrong(action, part, body)
    for name in schema.get("required", ()):
        yield name, {key: value for key, value in body.items() if key != name}
    for name, member in schema.get("properties", {}).items():
        if name in body and action.package.resolve(member).get("type") in {"integer", "array"}:
            yield name, {**body, name: "soon"}


def test_there_are_wrong_bodies() -> None:
    bodies = [(action, request_examples(action)[0]) for action in WITH_BODY]
    found = {action.id for action, body in bodies if any(wrong(action, action.request_media[1]["schema"], body))}  # type: ignore[index]
    assert {"CreateAJob", "CreateAScheduledJob", "CreateUser", "RunADeviceCommand"} <= found


@pytest.mark.parametrize("action", WITH_BODY, ids=repr)
def test_a_body_that_the_data_plane_does_not_take_is_refused(action: DocumentedOperation) -> None:
    assert action.request_media is not None
    with LoopbackServer() as server, CONNECTOR.client(ApiToken(TOKEN)) as connector, warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        for keywords, body, by_key in calls(action, server):
            for key in action.carrier.get("tags", {}):
                if key in by_key:
                    del keywords[python_name(key)]
            for member, content in wrong(action, action.request_media[1]["schema"], body):
                with pytest.raises(ConfigurationError, match=rf"^{action.id}: .*{member}"):
                    getattr(connector, action.call)(**{**keywords, "body": content})
        assert not server.received


@pytest.mark.parametrize("trigger", TRIGGERS, ids=repr)
def test_a_trigger_is_subscribed_to_and_reads_the_worked_payload(trigger: DocumentedOperation) -> None:
    given = {python_name(parameter["name"]): parameter["example"] for parameter in trigger.parameters}
    ((_, callback),) = trigger.node["callbacks"].items()
    ((_, item),) = callback.items()
    media = item["post"]["requestBody"]["content"]["application/json"]
    for client in (CONNECTOR.client(ApiToken(TOKEN)), CONNECTOR.async_client(ApiToken(TOKEN))):
        subscription = getattr(client, trigger.call)(**given)
        assert isinstance(subscription, Subscription)
        assert {name: getattr(subscription, name) for name in given} == given
        for example in examples(media):
            fired = {**example, "rule": {**example["rule"], "id": given["rule"]}}
            assert plain(subscription.decode(orjson.dumps(fired))) == fired
        assert not hasattr(client.raw, trigger.call)
