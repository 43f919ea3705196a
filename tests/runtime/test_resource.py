"""Raw forms give the response beside the value, and the two faces have the same names and signatures."""

from __future__ import annotations

import inspect
from functools import cached_property

import pytest
from iotcentral_v2022_07_31 import models

from iotcentral import ApiError, ApiToken, AsyncPager, AsyncPoller, Pager, Poller, RawResponse
from iotcentral._core.aio.client import AsyncClient
from iotcentral._core.aio.resource import AsyncResource
from iotcentral._core.aio.session import AsyncSession
from iotcentral._core.retry import NO_RETRY
from iotcentral._core.sync.client import Client
from iotcentral._core.sync.resource import Resource
from iotcentral._core.sync.session import Session
from iotcentral.management import AsyncManagementClient, ManagementClient
from tests.support.loopback import Answer
from tests.support.packages import PACKAGES

DEVICE = Answer(200, {"id": "d1"}, {"x-marked": "yes"})
PAGE = Answer(200, {"value": [{"id": "a"}, {"id": "b"}], "nextLink": "/api/devices?page=2"}, {"x-marked": "yes"})


def test_a_raw_form_gives_value_and_response(within, server):
    server.will_answer(DEVICE)
    value, response = within(lambda app: app.devices.raw.get("d1"))
    assert value == models.Device.from_dict({"id": "d1"})
    assert response.headers["x-marked"] == "yes"
    assert response.json() == {"id": "d1"}


def test_a_raw_form_without_value_gives_none_and_the_response(app, server):
    server.will_answer(Answer(204))
    answer = app.devices.raw.remove("d1")
    assert isinstance(answer, RawResponse)
    assert answer.value is None
    assert answer.response.status_code == 204


def test_the_raw_form_of_a_list_gives_the_first_page(within, server):
    server.will_answer(PAGE)
    page, response = within(lambda app: app.devices.raw.list())
    assert [device.id for device in page.items] == ["a", "b"]
    assert page.next_link == "/api/devices?page=2"
    assert response is page.response
    assert response.headers["x-marked"] == "yes"
    assert len(server.received) == 1


def test_a_raw_form_sends_what_the_method_sends(app, server):
    server.will_answer(DEVICE)
    patch = models.DevicePatch(display_name=None)
    app.devices.update("d1", patch)
    app.devices.raw.update("d1", patch)
    plain, raw = server.received
    assert raw._replace(headers={}) == plain._replace(headers={})
    of_one_request = {"x-ms-client-request-id": "an id"}
    assert {**raw.headers, **of_one_request} == {**plain.headers, **of_one_request}


def test_a_raw_form_raises_what_the_method_raises(within, server):
    server.will_answer(Answer(404))
    with pytest.raises(ApiError, match="404"):
        within(lambda app: app.devices.raw.get("d1"))


def test_raw_forms_keep_the_names_of_their_methods(app):
    assert app.devices.raw.get.__name__ == "get"
    assert app.devices.raw.get.__doc__ == type(app.devices).get.__doc__


def test_a_resource_over_another_session_uses_that_session(app, server):
    server.will_answer(DEVICE)
    session = app.devices.session
    other = session.with_options(session.options.changed(timeout=1, retry=NO_RETRY))
    moved = app.devices.with_session(other)
    assert type(moved) is type(app.devices)
    assert moved.session is other
    assert moved.get("d1").id == "d1"


def faces(face: type) -> dict[str, list[tuple[str, object, object]] | None]:
    """The public names of a class with the names, kinds and defaults of their parameters."""
    public = {"__init__": face.__init__}
    public |= {name: getattr(face, name) for name in dir(face) if not name.startswith("_")}
    return {
        name: [(each.name, each.kind, each.default) for each in inspect.signature(member).parameters.values()]
        if inspect.isfunction(member)
        else None
        for name, member in public.items()
    }


@pytest.mark.parametrize(
    ("face", "aio"),
    [
        (Pager, AsyncPager),
        (Session, AsyncSession),
        (Poller, AsyncPoller),
        (Client, AsyncClient),
        (ManagementClient, AsyncManagementClient),
        (Resource, AsyncResource),
        *((package.client, package.async_client) for package in PACKAGES),
    ],
    ids=lambda face: f"{face.__module__.partition('.')[0]}.{face.__name__}",
)
def test_both_faces_have_the_same_names_and_signatures(face, aio):
    assert faces(aio) == faces(face)
    assert len(faces(face)) > 2


RESOURCES = [
    pytest.param(package.module, name, id=f"{package.module.API_VERSION}-{name}")
    for package in PACKAGES
    for name, member in vars(package.client).items()
    if isinstance(member, cached_property)
]


def parameters(method) -> list[tuple[str, object, object, object]]:
    return [
        (each.name, each.kind, each.default, each.annotation) for each in inspect.signature(method).parameters.values()
    ]


@pytest.mark.parametrize(("package", "name"), RESOURCES)
def test_every_resource_has_the_same_operations_in_both_faces_and_in_raw_form(package, name):
    with package.IoTCentral("contoso", ApiToken("SharedAccessSignature sr=app")) as app:
        resource = getattr(app, name)
    # a connection was never opened, so there is none to close
    aio = getattr(package.AsyncIoTCentral("contoso", ApiToken("SharedAccessSignature sr=app")), name)
    operations = [each for each, member in vars(type(resource)).items() if inspect.isfunction(member)]
    assert operations == [each for each, member in vars(type(aio)).items() if inspect.isfunction(member)]
    assert operations == [*vars(resource.raw)] == [*vars(aio.raw)]
    for operation in operations:
        assert parameters(getattr(resource, operation)) == parameters(getattr(aio, operation)), operation
