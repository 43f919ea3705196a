"""Tests of the control plane with Microsoft's own client, `azure-mgmt-iotcentral`, compared with this project's.

The models of the two differ in form, so their JSON content is compared.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import httpx
import pytest
from azure.core.exceptions import ClientAuthenticationError, HttpResponseError, ResourceNotFoundError
from azure.mgmt.iotcentral import IotCentralClient
from azure.mgmt.iotcentral import models as azure
from iotcentral_management_v2021_06_01 import IoTCentralManagement, models
from iotcentral_testkit import Emulator
from iotcentral_testkit.emulator.state.clock import Clock

from iotcentral import NO_RETRY, ApiError, BadRequestError, ConflictError, NotFoundError, UnauthorizedError
from iotcentral._core.model import Model

from .conftest import START

GROUP = "cold-chain"


class AccessToken(NamedTuple):
    """Token as azure-core takes it."""

    token: str
    expires_on: int


class Credential:
    """Credential by azure-identity's protocol.

    Args:
        token: what it gives.
    """

    def __init__(self, token: str) -> None:
        self._token = token

    def get_token(self, *scopes: str, **_options: Any) -> AccessToken:
        """Return the token, which is for Azure Resource Manager only."""
        assert scopes == ("https://management.azure.com/.default",)
        return AccessToken(self._token, int(time.time()) + 3600)


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    """An emulator over HTTPS, since azure-core sends tokens only over HTTPS."""
    with Emulator(tls=True, clock=Clock(START)) as emulator:
        yield emulator


def theirs_of(emulator: Emulator, token: str) -> IotCentralClient:
    """Return Microsoft's client."""
    return IotCentralClient(
        Credential(token),
        emulator.subscription_id,
        base_url=emulator.url,
        connection_verify=str(emulator.certificate),
        polling_interval=0.2,
        retry_total=0,
    )


@pytest.fixture(scope="module")
def theirs(emulator: Emulator) -> Iterator[IotCentralClient]:
    with theirs_of(emulator, emulator.management_token) as client:
        yield client


@pytest.fixture(scope="module")
def ours(emulator: Emulator) -> Iterator[IoTCentralManagement]:
    transport = httpx.HTTPTransport(verify=emulator.ssl_context())
    with IoTCentralManagement(
        emulator.subscription_id,
        emulator.credential(),
        endpoint=emulator.url,
        transport=transport,
        retry=NO_RETRY,
    ) as client:
        yield client


def content(value: Any) -> Any:
    """Return a model of either client as JSON content."""
    return value.to_dict() if isinstance(value, Model) else value.serialize(keep_readonly=True)


def contents(values: Any) -> list[Any]:
    return [content(value) for value in values]


@pytest.fixture(scope="module")
def ended(emulator: Emulator) -> Callable[[Any], Any]:
    """Complete an operation, which takes a second by the emulator's clock, and return its result."""

    def result(poller: Any) -> Any:
        assert not poller.done()
        emulator.clock.advance("PT1S")
        return poller.result(60)

    return result


def their_app(**more: Any) -> azure.App:
    return azure.App(**{"location": "westeurope", "sku": azure.AppSkuInfo(name="ST2"), **more})


def our_app(**more: Any) -> models.App:
    return models.App(**{"location": "westeurope", "sku": models.AppSkuInfo(name="ST2"), **more})


def test_an_application_made_by_theirs_is_the_same_to_both(
    emulator: Emulator, theirs: IotCentralClient, ours: IoTCentralManagement, ended: Callable[[Any], Any]
) -> None:
    given = their_app(
        tags={"team": "cold chain"},
        identity=azure.SystemAssignedServiceIdentity(type="SystemAssigned"),
        display_name="Cold",
        subdomain="cold",
        template="iotc-store@1.0.0",
    )
    poller = theirs.apps.begin_create_or_update(GROUP, "made-by-theirs", given)
    made = ended(poller)
    assert poller.status() == "Succeeded"
    assert content(made) == content(theirs.apps.get(GROUP, "made-by-theirs"))
    assert content(made) == content(ours.apps.get(GROUP, "made-by-theirs"))
    assert (made.subdomain, made.template, made.state) == ("cold", "iotc-store@1.0.0", "created")
    assert made.identity.principal_id
    assert list(emulator.client(app="cold").devices.list()) == []
    ended(theirs.apps.begin_delete(GROUP, "made-by-theirs"))


def test_both_make_the_same(theirs: IotCentralClient, ours: IoTCentralManagement, ended: Callable[[Any], Any]) -> None:
    one = ended(theirs.apps.begin_create_or_update(GROUP, "same", their_app(tags={"a": "b"}, display_name="Same")))
    ended(theirs.apps.begin_delete(GROUP, "same"))
    properties = models.AppProperties(display_name="Same")
    two = ended(ours.apps.begin_create_or_update(GROUP, "same", our_app(tags={"a": "b"}, properties=properties)))
    first, second = content(one), content(two)
    assert first["properties"].pop("applicationId") != second["properties"].pop("applicationId")
    assert first == second
    ended(ours.apps.begin_delete(GROUP, "same"))


def test_an_application_is_changed_by_theirs(
    theirs: IotCentralClient, ours: IoTCentralManagement, ended: Callable[[Any], Any]
) -> None:
    before = ended(ours.apps.begin_create_or_update(GROUP, "changing", our_app(tags={"a": "b"})))
    patch = azure.AppPatch(tags={"c": "d"}, sku=azure.AppSkuInfo(name="ST1"), display_name="New")
    changed = ended(theirs.apps.begin_update(GROUP, "changing", patch))
    assert (changed.tags, changed.sku.name, changed.display_name) == ({"c": "d"}, "ST1", "New")
    assert changed.application_id == before.properties.application_id
    after = ours.apps.get(GROUP, "changing")
    assert content(changed) == content(after)
    by_ours = models.AppPatch(tags={"e": "f"})
    assert content(ended(ours.apps.begin_update(GROUP, "changing", by_ours))) == content(
        theirs.apps.get(GROUP, "changing")
    )
    ended(ours.apps.begin_delete(GROUP, "changing"))


def test_an_application_is_deleted_by_theirs(
    emulator: Emulator, theirs: IotCentralClient, ours: IoTCentralManagement, ended: Callable[[Any], Any]
) -> None:
    ended(ours.apps.begin_create_or_update(GROUP, "going", our_app()))
    assert "going" in emulator.applications
    poller = theirs.apps.begin_delete(GROUP, "going")
    assert ended(poller) is None
    assert poller.done()
    assert "going" not in emulator.applications
    with pytest.raises(ResourceNotFoundError):
        theirs.apps.get(GROUP, "going")
    with pytest.raises(NotFoundError):
        ours.apps.get(GROUP, "going")
    assert theirs.apps.begin_delete(GROUP, "going").result(60) is None


def test_lists_are_the_same_over_several_pages(
    emulator: Emulator, theirs: IotCentralClient, ours: IoTCentralManagement
) -> None:
    pollers = [ours.apps.begin_create_or_update("many", f"many-{number:02}", our_app()) for number in range(27)]
    emulator.clock.advance("PT1S")
    for poller in pollers:
        poller.wait(600)
    for listed, expected, least in [
        (theirs.apps.list_by_resource_group("many"), ours.apps.list_by_resource_group("many"), 27),
        (theirs.apps.list_by_subscription(), ours.apps.list_by_subscription(), 28),
    ]:
        found = contents(listed)
        assert found == contents(expected)
        assert len(found) >= least
    pages = list(theirs.apps.list_by_resource_group("many").by_page())
    assert [len(list(page)) for page in pages] == [25, 2]


@pytest.mark.parametrize("name", ["free", "emulator", "1", "Not One"])
def test_availability_is_the_same(theirs: IotCentralClient, ours: IoTCentralManagement, name: str) -> None:
    asked, asking = azure.OperationInputs(name=name), models.OperationInputs(name=name)
    # theirs says the type by itself, ours when it is told
    assert content(asked) == {"name": name, "type": "IoTApps"}
    available = theirs.apps.check_name_availability(asked)
    assert content(available) == content(ours.apps.check_name_availability(asking))
    assert available.name_available is (name == "free")
    subdomain = theirs.apps.check_subdomain_availability(asked)
    assert content(subdomain) == content(ours.apps.check_subdomain_availability(asking))
    assert subdomain.name_available is (name == "free")


def test_templates_are_the_same(theirs: IotCentralClient, ours: IoTCentralManagement) -> None:
    listed = contents(theirs.apps.list_templates())
    assert listed == contents(ours.apps.list_templates())
    assert len(listed) == 15
    assert listed[0]["manifestId"] == "iotc-pnp-preview"


def test_operations_are_the_same(theirs: IotCentralClient, ours: IoTCentralManagement) -> None:
    listed = contents(theirs.operations.list())
    assert listed == contents(ours.operations.list())
    assert "Microsoft.IoTCentral/IoTApps/read" in {operation["name"] for operation in listed}


REFUSED: list[tuple[str, Callable[[Any], Any], Callable[[Any], Any], type[ApiError]]] = [
    (
        "a body with wrong members",
        lambda client: client.apps.begin_create_or_update(GROUP, "wrong", their_app(sku=azure.AppSkuInfo(name="F1"))),
        lambda client: client.apps.begin_create_or_update(GROUP, "wrong", our_app(sku=models.AppSkuInfo(name="F1"))),
        BadRequestError,
    ),
    (
        "the name of another",
        lambda client: client.apps.begin_create_or_update(GROUP, "emulator", their_app(subdomain="other")),
        lambda client: client.apps.begin_create_or_update(
            GROUP, "emulator", our_app(properties=models.AppProperties(subdomain="other"))
        ),
        ConflictError,
    ),
    (
        "what is not there",
        lambda client: client.apps.begin_update(GROUP, "missing", azure.AppPatch(tags={})),
        lambda client: client.apps.begin_update(GROUP, "missing", models.AppPatch(tags={})),
        NotFoundError,
    ),
]


@pytest.mark.parametrize(
    ("by_theirs", "by_ours", "kind"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED]
)
def test_errors_are_told_alike(
    theirs: IotCentralClient,
    ours: IoTCentralManagement,
    by_theirs: Callable[[Any], Any],
    by_ours: Callable[[Any], Any],
    kind: type[ApiError],
) -> None:
    with pytest.raises(HttpResponseError) as told:
        by_theirs(theirs)
    with pytest.raises(kind) as caught:
        by_ours(ours)
    error = told.value.error
    assert (told.value.status_code, error.code, error.message, error.target) == (
        caught.value.status_code,
        caught.value.code,
        caught.value.message,
        caught.value.target,
    )
    details = [(detail.code, detail.message, detail.target) for detail in error.details or []]
    assert details == [(detail.code, detail.message, detail.target) for detail in caught.value.details]


def test_a_wrong_token_is_refused_alike(emulator: Emulator, ours: IoTCentralManagement) -> None:
    with theirs_of(emulator, "nonsense") as client, pytest.raises(ClientAuthenticationError) as told:
        list(client.apps.list_by_subscription())
    with (
        IoTCentralManagement(
            emulator.subscription_id,
            Credential("nonsense"),
            endpoint=emulator.url,
            transport=httpx.HTTPTransport(verify=emulator.ssl_context()),
            retry=NO_RETRY,
        ) as client,
        pytest.raises(UnauthorizedError) as caught,
    ):
        list(client.apps.list_by_subscription())
    assert (told.value.error.code, caught.value.code) == ("InvalidAuthenticationToken",) * 2
