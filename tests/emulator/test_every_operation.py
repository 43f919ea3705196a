"""Tests of every operation of both versions, through both faces of the clients: success, and each kind of error.

What the operations work on is a world made of the documents' own worked examples. Every response is held against the
document by the bridge.
"""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from iotcentral_testkit.emulator.clients import IssuedToken
from iotcentral_testkit.emulator.state.merge_patch import merged

from iotcentral import (
    NO_RETRY,
    ApiError,
    ApiToken,
    AsyncPager,
    ForbiddenError,
    NotFoundError,
    Pager,
    PreconditionFailedError,
    UnauthorizedError,
)
from iotcentral._core.model import Model
from tests.support.modes import all_of, got, run_client
from tests.support.names import method_of, resource_of
from tests.support.packages import PACKAGES, DocumentedOperation

from .bridge import AsyncBridge, Bridge
from .example_world import URL, ExampleWorld, ExampleWorlds, arguments, examples_of, steps_of

OPERATIONS = [operation for package in PACKAGES for operation in package.operations()]
IN_BOTH_WAYS = [
    pytest.param(operation, mode, id=f"{operation!r}-{mode}")
    for number, operation in enumerate(OPERATIONS)
    for mode in ("sync", ("asyncio", "trio")[number % 2])
]
Settled = Callable[[DocumentedOperation], ExampleWorld]
Prepared = Callable[[DocumentedOperation, str], ExampleWorld]
both_ways = pytest.mark.parametrize(("operation", "mode"), IN_BOTH_WAYS)


def those(which: Callable[[DocumentedOperation], Any]) -> Any:
    """Parametrise a test by the operations to which it applies, in both ways."""
    applying = [parameters for parameters in IN_BOTH_WAYS if which(parameters.values[0])]
    return pytest.mark.parametrize(("operation", "mode"), applying)


def call(world: ExampleWorld, operation: DocumentedOperation, mode: str, credential: Any, *given: Any) -> Any:
    """Call an operation through the client, and return plain JSON, of a paged list all items."""
    positional, keywords = given

    async def action(app: Any) -> Any:
        result = getattr(getattr(app, resource_of(operation.id)), method_of(operation.id))(*positional, **keywords)
        if isinstance(result, Pager | AsyncPager):
            return [plain(item) for item in await all_of(result)]
        assert inspect.isawaitable(result) == (mode != "sync")
        return plain(await got(result))

    clients = (operation.package.client, operation.package.async_client)
    transport = (Bridge if mode == "sync" else AsyncBridge)(world.server)
    options: dict[str, Any] = {"limiter": None, "retry": NO_RETRY, "transport": transport}
    return run_client(mode, clients, action, URL, credential, **options)


def plain(value: Any) -> Any:
    return value.to_dict() if isinstance(value, Model) else value


@pytest.fixture(scope="module")
def worlds() -> Iterator[ExampleWorlds]:
    made = ExampleWorlds()
    yield made
    made.close()


@pytest.fixture
def prepared(worlds: ExampleWorlds) -> Prepared:
    """Return the function that returns the world in which an example of an operation works."""

    def world_of(operation: DocumentedOperation, example: str) -> ExampleWorld:
        steps, last = steps_of(operation.id, example)
        return worlds(operation.package, [*steps, *last])

    return world_of


@pytest.fixture(scope="module")
def settled() -> Iterator[Settled]:
    """Return the whole world of an operation's version; only requests that change nothing may be sent to it."""
    worlds = {package.name: ExampleWorld(package) for package in PACKAGES}
    yield lambda operation: worlds[operation.package.name]
    for world in worlds.values():
        world.close()


def getter_of(operation: DocumentedOperation) -> DocumentedOperation | None:
    """Return the operation that reads what another one writes: GET at the same path, if it returns one resource."""
    others = operation.package.operations()
    return next((other for other in others if other.path == operation.path and other.method == "GET"), None)


class TestSuccess:
    @those(lambda operation: operation.method == "GET")
    def test_what_is_there_is_read(self, operation: DocumentedOperation, mode: str, settled: Settled) -> None:
        world = settled(operation)
        check_read(operation, call(world, operation, mode, ApiToken(world.token), *arguments(operation, None)))

    @those(lambda operation: operation.method != "GET")
    def test_every_worked_example_is_taken(self, operation: DocumentedOperation, mode: str, prepared: Prepared) -> None:
        for example in examples_of(operation):
            world = prepared(operation, example)
            body = world.body(operation, example)
            result = call(world, operation, mode, ApiToken(world.token), *arguments(operation, body))
            assert (result is None) == (operation.success[0] == 204)
            if operation.method != "POST":
                check_written(world, operation, mode, body, result)

    @those(lambda operation: arguments(operation, None, optional=True)[1])
    def test_every_optional_parameter_is_understood(
        self, operation: DocumentedOperation, mode: str, prepared: Prepared
    ) -> None:
        example = next(iter(examples_of(operation)))
        world = prepared(operation, example)
        body = world.body(operation, example)
        call(world, operation, mode, ApiToken(world.token), *arguments(operation, body, optional=True))


def check_read(operation: DocumentedOperation, result: Any) -> None:
    """Check that a resource was returned, and that it is the requested one."""
    if isinstance(result, list):
        assert result
        return
    assert result.get("value", result)
    if "id" in result:
        assert result["id"] in [parameter.get("example") for parameter in operation.parameters]


def check_written(world: ExampleWorld, operation: DocumentedOperation, mode: str, body: Any, result: Any) -> None:
    """Check that what was written is what is read afterwards, and that what was deleted is gone."""
    getter = getter_of(operation)
    if getter is None:
        return
    given = arguments(getter, None)
    if operation.method == "DELETE":
        world.world.clock.advance("PT5M")  # the configuration of file uploads takes its time
        with pytest.raises(NotFoundError):
            call(world, getter, mode, ApiToken(world.token), *given)
        return
    read = call(world, getter, mode, ApiToken(world.token), *given)
    if operation.id.endswith("Properties"):  # the device has reported more since
        assert merged(read, body) == read
        return
    shown_once = {"token"} if operation.id == "ApiTokens_Create" else set()
    assert read == {name: value for name, value in result.items() if name not in shown_once}


ABSENT = {"deviceTemplateId": "dtmi:contoso:Absent;1", "dashboardId": "dtmi:contoso:Absent;1"} | {
    "deploymentManifestId": "dtmi:contoso:Absent;1",
    "entry": "secondary",
}


def parameters_that_can_be_absent(operation: DocumentedOperation) -> list[str]:
    """Return the path parameters that must name something which exists."""
    names = [parameter["name"] for parameter in operation.parameters if parameter["in"] == "path"]
    made = operation.id.endswith("_Create") or operation.id in {
        "Devices_CreateRelationship",
        "EnrollmentGroups_CreateX509",
        "Jobs_Rerun",
    }
    return names[:-1] if made else names


class TestNotFound:
    @those(parameters_that_can_be_absent)
    def test_what_does_not_exist_is_not_found(
        self, operation: DocumentedOperation, mode: str, settled: Settled
    ) -> None:
        world = settled(operation)
        body = next(iter(examples_of(operation).values()))
        for name in parameters_that_can_be_absent(operation):
            given = arguments(operation, body, path={name: ABSENT.get(name, "absent")})
            with pytest.raises(NotFoundError):
                call(world, operation, mode, ApiToken(world.token), *given)

    @those(lambda operation: operation.path == "/api/fileUploads" and operation.method != "PUT")
    def test_file_uploads_that_are_not_configured_are_not_found(
        self, operation: DocumentedOperation, mode: str
    ) -> None:
        with ExampleWorld(operation.package, []) as world, pytest.raises(NotFoundError):
            call(
                world,
                operation,
                mode,
                ApiToken(world.token),
                *arguments(operation, next(iter(examples_of(operation).values()))),
            )


class Bearer:
    """Credential by azure-identity's protocol that always returns the same token."""

    def __init__(self, token: str) -> None:
        self._token = token

    def get_token(self, *_scopes: str, **_options: Any) -> IssuedToken:
        return IssuedToken(self._token, int(time.time()) + 3600)


@cache
def bad_credentials(world: ExampleWorld) -> list[Any]:
    """Return credentials that are not valid."""
    right = world.token
    wrong = [right.replace("sig=", "sig=A"), right.replace("skn=", "skn=x"), right.replace("sr=", "sr=x")]
    return [*map(ApiToken, wrong), Bearer(world.expired()), Bearer("nobody")]


@cache
def bad_headers(world: ExampleWorld) -> list[str | None]:
    """Return headers that do not authenticate."""
    return [None, "SharedAccessSignature", "Bearer", "Basic YTpi", world.expired_api_token()]


class TestUnauthorised:
    @both_ways
    def test_wrong_tokens_are_refused(self, operation: DocumentedOperation, mode: str, settled: Settled) -> None:
        world = settled(operation)
        given = arguments(operation, next(iter(examples_of(operation).values())))
        credentials = bad_credentials(world)
        for credential in credentials if mode == "sync" else credentials[-2:]:
            with pytest.raises(UnauthorizedError):
                call(world, operation, mode, credential, *given)

    @pytest.mark.parametrize("operation", OPERATIONS, ids=repr)
    def test_no_token_and_an_expired_one_are_refused(self, operation: DocumentedOperation, settled: Settled) -> None:
        world = settled(operation)
        body = next(iter(examples_of(operation).values()))
        for header in bad_headers(world):
            assert world.ask(operation, body, token=header).status_code == 401


SECRET = {"Devices_GetAttestation", "Devices_GetCredentials"}
"""They change nothing, but with what they give one can pass for a device."""


@cache
def viewer(world: ExampleWorld) -> str:
    return world.viewer()


class TestForbidden:
    @those(lambda operation: operation.id in SECRET or (operation.method != "GET" and operation.id != "Query_Run"))
    def test_who_may_only_look_changes_nothing(
        self, operation: DocumentedOperation, mode: str, settled: Settled
    ) -> None:
        world = settled(operation)
        given = arguments(operation, next(iter(examples_of(operation).values())))
        with pytest.raises(ForbiddenError):
            call(world, operation, mode, ApiToken(viewer(world)), *given)


def wrong_bodies(operation: DocumentedOperation) -> Iterator[Any]:
    """Return bodies that are not objects, and examples of which one member has another type."""
    yield from ([], "text", 5, True, [{}])
    for body in examples_of(operation).values():
        for name, value in body.items():
            yield {**body, name: 5 if value is None else "wrong" if isinstance(value, dict) else {"wrong": [1]}}


class TestInvalidBody:
    @pytest.mark.parametrize("operation", [o for o in OPERATIONS if o.request_media], ids=repr)
    def test_a_body_of_another_form_is_refused(self, operation: DocumentedOperation, settled: Settled) -> None:
        world = settled(operation)
        for body in wrong_bodies(operation):
            answer = world.ask(operation, body)
            assert 400 <= answer.status_code < 500, body
            assert answer.json()["error"]["code"] in {"InvalidBody", "BadRequest"}, (body, answer.text)

    @those(lambda operation: operation.request_media)
    def test_the_client_tells_what_is_wrong(self, operation: DocumentedOperation, mode: str, settled: Settled) -> None:
        world = settled(operation)
        positional, keywords = arguments(operation, None)
        with pytest.raises(ApiError) as caught:
            call(world, operation, mode, ApiToken(world.token), [*positional, [1]], keywords)
        assert (caught.value.status_code, caught.value.code) == (422, "InvalidBody")
        assert caught.value.request_id in (caught.value.message or "")


def takes_if_match(operation: DocumentedOperation) -> bool:
    return any(parameter["name"] == "If-Match" for parameter in operation.parameters)


def has_etag(operation: DocumentedOperation) -> bool:
    if operation.request_media is None or operation.id in NO_ETAG:
        return False
    schema = operation.package.resolve(operation.request_media[1]["schema"])
    return "etag" in schema.get("properties", {})


NO_ETAG = {"Devices_ApplyManifest"}
"""Their body is a resource's, but not the one that is written."""


def conditional(operation: DocumentedOperation) -> bool:
    return operation.method in ("PUT", "PATCH", "DELETE") and getter_of(operation) is not None


class TestConditionalHeaders:
    """No document names `If-Match` on PUT and DELETE, nor `If-None-Match`: a client that sends them relies on them."""

    @pytest.mark.parametrize("operation", [o for o in OPERATIONS if conditional(o)], ids=repr)
    def test_what_is_not_met_is_refused(self, operation: DocumentedOperation, settled: Settled) -> None:
        world = settled(operation)
        body = next(iter(examples_of(operation).values()))
        for headers in ({"If-Match": '"outdated"'}, {"If-None-Match": "*"}):
            answer = world.ask(operation, body, headers=headers)
            assert (answer.status_code, answer.json()["error"]["code"]) == (412, "PreconditionFailed"), headers

    @pytest.mark.parametrize("operation", [o for o in OPERATIONS if conditional(o)], ids=repr)
    def test_what_is_met_is_done(self, operation: DocumentedOperation, worlds: ExampleWorlds) -> None:
        getter = getter_of(operation)
        assert getter is not None
        body = next(iter(examples_of(operation).values()))
        steps, last = steps_of(operation.id, next(iter(examples_of(operation))))
        world = worlds(operation.package, steps if operation.method == "DELETE" else [*steps, *last])
        read = world.ask(getter)
        if read.status_code == 404:
            assert operation.method == "PUT"
            assert world.ask(operation, body, headers={"If-Match": "*"}).status_code == 412
            assert world.ask(operation, body, headers={"If-None-Match": "*"}).is_success
        else:
            etag = read.json().get("etag", "*")
            assert world.ask(operation, body, headers={"If-Match": f"{etag}, x"}).is_success


class TestContentEncoding:
    @pytest.mark.parametrize("operation", [o for o in OPERATIONS if o.request_media], ids=repr)
    def test_a_compressed_body_is_refused_by_name(self, operation: DocumentedOperation, settled: Settled) -> None:
        world = settled(operation)
        body = next(iter(examples_of(operation).values()))
        answer = world.ask(operation, body, headers={"Content-Encoding": "gzip"})
        assert (answer.status_code, answer.headers["accept-encoding"]) == (415, "identity")
        assert answer.json()["error"]["code"] == "UnsupportedMediaType"
        assert 'The content encoding "gzip" is not taken' in answer.json()["error"]["message"]

    def test_what_is_not_compressed_may_say_so(self, worlds: ExampleWorlds) -> None:
        world = worlds(PACKAGES[0])
        operation = world.operations["DeviceGroups_Create"]
        body = next(iter(examples_of(operation).values()))
        for coding in ("identity", "Identity", ""):
            assert world.ask(operation, body, headers={"Content-Encoding": coding}).is_success
        assert world.ask(world.operations["Devices_List"], headers={"Content-Encoding": "gzip"}).is_success


class TestEtagConflict:
    @those(takes_if_match)
    def test_an_outdated_header_is_refused(self, operation: DocumentedOperation, mode: str, settled: Settled) -> None:
        world = settled(operation)
        positional, _ = arguments(operation, next(iter(examples_of(operation).values())))
        with pytest.raises(PreconditionFailedError):
            call(world, operation, mode, ApiToken(world.token), positional, {"if_match": '"outdated"'})

    @those(has_etag)
    def test_an_outdated_member_is_refused(self, operation: DocumentedOperation, mode: str, settled: Settled) -> None:
        world = settled(operation)
        body = {**next(iter(examples_of(operation).values())), "etag": '"outdated"'}
        with pytest.raises(PreconditionFailedError):
            call(world, operation, mode, ApiToken(world.token), *arguments(operation, body))

    @those(has_etag)
    def test_the_present_one_is_taken(self, operation: DocumentedOperation, mode: str, worlds: ExampleWorlds) -> None:
        getter = getter_of(operation)
        assert getter is not None
        world = worlds(operation.package)
        etag = call(world, getter, mode, ApiToken(world.token), *arguments(getter, None))["etag"]
        body = {**next(iter(examples_of(operation).values())), "etag": etag}
        assert call(world, operation, mode, ApiToken(world.token), *arguments(operation, body))["etag"] != etag


def test_every_operation_has_a_scenario_that_succeeds() -> None:
    assert {operation.package for operation in OPERATIONS} == {*PACKAGES}
    assert all(examples_of(operation) for operation in OPERATIONS)
