"""Tests of the control plane's client in both faces: every operation, its pollers, and its errors.

Every response is held against the document, and pollers wait by the emulator's clock.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from iotcentral_connector_v3 import AsyncConnector, Connector
from iotcentral_management_v2021_06_01 import AsyncIoTCentralManagement, IoTCentralManagement, models
from iotcentral_testkit import Emulator
from iotcentral_testkit.emulator.control_plane.arm_tokens import arm_token
from iotcentral_testkit.emulator.http.authentication import bearer_token
from iotcentral_testkit.emulator.initial_state import CREATOR
from iotcentral_testkit.emulator.state.clock import Clock
from iotcentral_testkit.emulator.world import DEFAULT_APP

from iotcentral import (
    NO_RETRY,
    ApiError,
    ApiToken,
    BadRequestError,
    BearerToken,
    ConfigurationError,
    ConflictError,
    NotFoundError,
    OperationFailedError,
    UnauthorizedError,
    WaitTimeoutError,
)
from tests.support.modes import MODES, all_of, got
from tests.support.names import method_of, resource_of
from tests.support.packages import MANAGEMENT, DocumentedOperation

from .bridge import AsyncBridge, Bridge
from .conftest import START
from .control_plane_client import PROVIDER, VERSION
from .management_stage import BASE_DOMAIN, ENDPOINT, ManagementStage

OPERATIONS = list(MANAGEMENT.operations())
GROUP = "cold-chain"


@pytest.fixture(params=MODES)
def stage(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[ManagementStage]:
    with ManagementStage(request.param, monkeypatch) as stage:
        yield stage


def application(**more: Any) -> models.App:
    """Return the body that creates an application."""
    return models.App(**{"location": "westeurope", "sku": models.AppSkuInfo(name="ST2"), **more})


async def create(client: Any, name: str, *, group: str = GROUP, **more: Any) -> models.App:
    """Create an application, and wait until it is there."""
    poller = await got(client.apps.begin_create_or_update(group, name, application(**more)))
    created: models.App = await got(poller.result())
    return created


async def device_ids(client: Any) -> list[str]:
    return [device.id for device in await all_of(client.devices.list())]


class TestApplications:
    def test_one_is_created_with_what_is_given_and_answers_on_its_data_plane(self, stage: ManagementStage) -> None:
        given = application(
            tags={"team": "cold chain"},
            identity=models.SystemAssignedServiceIdentity(type="SystemAssigned"),
            properties=models.AppProperties(display_name="Cold", subdomain="cold", template="iotc-store@1.0.0"),
        )

        async def work(client: Any) -> None:
            poller = await got(client.apps.begin_create_or_update(GROUP, "contoso", given))
            assert (await got(poller.status()), await got(poller.done())) == ("InProgress", False)
            stage.pauses.append(60)  # the poller's pause is over, but the emulator's clock has not moved
            assert (await got(poller.status()), await got(poller.done())) == ("Creating", False)
            assert "cold" not in stage.world.applications
            created = await got(poller.result())
            assert isinstance(created, models.App)
            assert (await got(poller.status()), await got(poller.done())) == ("Succeeded", True)
            assert stage.pauses == [60, 1], "it waited as long as the emulator asked for"
            assert (created.name, created.location, created.sku.name) == ("contoso", "westeurope", "ST2")
            assert created.tags == {"team": "cold chain"}
            assert created.to_dict()["properties"].items() >= given.to_dict()["properties"].items()
            assert isinstance(created.identity.principal_id, uuid.UUID)
            assert created.properties.application_id == stage.world.applications["cold"].id
            assert await got(poller.result()) == created == await got(client.apps.get(GROUP, "contoso"))

            async def use(app: Any) -> list[str]:
                await got(app.devices.create("d1", {"displayName": "Cold room"}))
                return await device_ids(app)

            for credential in (ApiToken(stage.world.tokens["cold"]), stage.credential_of("cold")):
                assert await stage.on_data_plane(created, credential, use) == ["d1"]

        stage.run(work)
        assert stage.world.applications["cold"].get("device", "d1")["displayName"] == "Cold room"

    def test_one_is_updated(self, stage: ManagementStage) -> None:
        patch = models.AppPatch(
            tags={"a": "b"},
            sku=models.AppSkuInfo(name="ST1"),
            properties=models.AppProperties(display_name="New", subdomain="moved"),
            identity=models.SystemAssignedServiceIdentity(type="SystemAssigned"),
        )

        async def work(client: Any) -> None:
            before = await create(client, "contoso")
            poller = await got(client.apps.begin_update(GROUP, "contoso", patch))
            assert await got(poller.status()) != "Succeeded"
            changed = await got(poller.result())
            assert changed == await got(client.apps.get(GROUP, "contoso"))
            assert (changed.tags, changed.sku.name, changed.identity.type) == ({"a": "b"}, "ST1", "SystemAssigned")
            assert (changed.properties.display_name, changed.properties.subdomain) == ("New", "moved")
            assert changed.properties.application_id == before.properties.application_id
            assert await stage.on_data_plane(changed, stage.credential_of("moved"), device_ids) == []
            with pytest.raises(NotFoundError):
                await stage.on_data_plane(before, stage.credential_of("moved"), device_ids)

        stage.run(work)

    def test_one_is_replaced(self, stage: ManagementStage) -> None:
        async def work(client: Any) -> None:
            await create(client, "contoso", tags={"a": "b"})
            again = await create(client, "contoso", sku=models.AppSkuInfo(name="ST0"))
            assert (again.tags, again.sku.name) == ({}, "ST0")
            assert again == await got(client.apps.get(GROUP, "contoso"))
            written_back = await got((await got(client.apps.begin_create_or_update(GROUP, "contoso", again))).result())
            assert written_back == again

        stage.run(work)

    def test_one_is_deleted_with_its_data_plane(self, stage: ManagementStage) -> None:
        async def work(client: Any) -> None:
            created = await create(client, "contoso")
            credential = stage.credential_of("contoso")
            poller = await got(client.apps.begin_delete(GROUP, "contoso"))
            assert await stage.on_data_plane(created, credential, device_ids) == []
            assert await got(poller.result()) is None
            with pytest.raises(NotFoundError) as caught:
                await got(client.apps.get(GROUP, "contoso"))
            assert (caught.value.operation, caught.value.code) == ("Apps_Get", "ResourceNotFound")
            assert caught.value.request_id == caught.value.response.headers["x-ms-request-id"]
            with pytest.raises(NotFoundError):
                await stage.on_data_plane(created, credential, device_ids)
            again = await got(client.apps.begin_delete(GROUP, "contoso"))
            assert (await got(again.done()), await got(again.result())) == (True, None)

        stage.run(work)

    def test_lists_walk_through_their_pages(self, stage: ManagementStage) -> None:
        names = [f"app-{number:02}" for number in range(28)]

        async def work(client: Any) -> None:
            for name in names:
                await create(client, name)
            await create(client, "elsewhere", group="other")
            everywhere = await all_of(client.apps.list_by_subscription())
            assert [app.name for app in everywhere] == [DEFAULT_APP, *names, "elsewhere"]
            assert [app.name for app in await all_of(client.apps.list_by_resource_group(GROUP))] == names
            (other,) = await all_of(client.apps.list_by_resource_group("other"))
            assert other == await got(client.apps.get("other", "elsewhere")) == everywhere[-1]
            assert await all_of(client.apps.list_by_resource_group("nothing")) == []
            pages = [(await got(client.apps.raw.list_by_resource_group(GROUP))).value, None]
            assert len(pages[0].items) == 25

        stage.run(work)
        asked = [request.operation for request in stage.world.requests.latest()]
        assert asked.count("Apps_ListBySubscription") == 2
        assert asked.count("Apps_ListByResourceGroup") == 2 + 1 + 1 + 1

    def test_a_resource_is_a_way_into_the_connector_too(self, stage: ManagementStage) -> None:
        async def work(client: Any) -> None:
            app = await create(client, "contoso")
            options: dict[str, Any] = {"base_domain": BASE_DOMAIN, "limiter": None, "retry": NO_RETRY}
            if stage.mode == "sync":
                with Connector(stage.credential_of("contoso"), transport=Bridge(stage.server), **options) as connector:
                    assert connector.create_or_update_a_device(app, "d1").id == "d1"
                return
            async with AsyncConnector(
                stage.credential_of("contoso"), transport=AsyncBridge(stage.server), **options
            ) as connector:
                assert (await connector.create_or_update_a_device(app, "d1")).id == "d1"

        stage.run(work)
        assert stage.world.applications["contoso"].get("device", "d1")


class TestAvailability:
    def test_names_and_subdomains(self, stage: ManagementStage) -> None:
        async def work(client: Any) -> None:
            await create(client, "contoso", properties=models.AppProperties(subdomain="cold"))

            async def said(check: Any, name: str, **more: str) -> tuple[Any, Any]:
                info = await got(check(models.OperationInputs(name=name, **more)))
                assert bool(info.message) is not info.name_available
                return info.name_available, info.to_dict().get("reason")

            names, subdomains = client.apps.check_name_availability, client.apps.check_subdomain_availability
            assert await said(names, "contoso", type="IoTApps") == (False, "AlreadyExists")
            assert await said(names, "1") == (False, "Invalid")
            assert await said(names, "cold") == (True, None)
            assert await said(subdomains, "cold") == (False, "AlreadyExists")
            assert await said(subdomains, "Not One") == (False, "Invalid")
            assert await said(subdomains, "contoso", type="IoTApps") == (True, None)
            with pytest.raises(BadRequestError) as caught:
                await said(names, "free", type="Vaults")
            assert caught.value.target == "type"

        stage.run(work)


class TestOffers:
    def test_templates_can_be_listed_and_made_into_applications(self, stage: ManagementStage) -> None:
        async def work(client: Any) -> None:
            templates = await all_of(client.apps.list_templates())
            assert len(templates) == 15
            chosen = templates[1]
            assert (chosen.manifest_version, bool(chosen.title), chosen.order) == ("1.0.0", True, 2)
            location = chosen.locations[0]
            assert location.display_name
            properties = models.AppProperties(template=chosen.name)
            made = await create(client, "contoso", location=location.id, properties=properties)
            assert (made.location, made.properties.template) == (location.id, chosen.name)

        stage.run(work)

    def test_operations_can_be_listed(self, stage: ManagementStage) -> None:
        async def work(client: Any) -> None:
            listed = {operation.name: operation for operation in await all_of(client.operations.list())}
            read = listed["Microsoft.IoTCentral/IoTApps/read"]
            assert (read.display.provider, bool(read.display.description)) == ("Microsoft IoT Central", True)
            assert {"Microsoft.IoTCentral/IoTApps/write", "Microsoft.IoTCentral/IoTApps/delete"} <= listed.keys()

        stage.run(work)


class TestPollers:
    def test_a_wait_that_is_too_short_can_be_repeated(self, stage: ManagementStage) -> None:
        async def work(client: Any) -> None:
            poller = await got(client.apps.begin_create_or_update(GROUP, "contoso", application()))
            for timeout in (0, 0.25):
                with pytest.raises(WaitTimeoutError, match="Apps_CreateOrUpdate"):
                    await got(poller.wait(timeout))
            await got(poller.wait(600))
            assert (await got(poller.result(0))).name == "contoso"

        stage.run(work)

    def test_another_client_goes_on_from_a_token(self, stage: ManagementStage) -> None:
        async def begin(client: Any) -> str:
            poller = await got(client.apps.begin_create_or_update(GROUP, "contoso", application()))
            token: str = poller.continuation_token()
            return token

        async def end(client: Any) -> None:
            poller = client.apps.resume_create_or_update(token)
            assert (await got(poller.result())).properties.subdomain == "contoso"
            change = await got(client.apps.begin_update(GROUP, "contoso", models.AppPatch(tags={"a": "b"})))
            resumed = client.apps.resume_update(change.continuation_token())
            assert (await got(resumed.result())).tags == {"a": "b"}
            removal = await got(client.apps.begin_delete(GROUP, "contoso"))
            assert await got(client.apps.resume_delete(removal.continuation_token()).result()) is None
            with pytest.raises(ConfigurationError):
                client.apps.resume_update(token)

        token = stage.run(begin)
        assert arm_token(stage.world.subscription, 0).partition(".")[0] not in token, "it holds no credential"
        stage.run(end)
        assert "contoso" not in stage.world.applications

    def test_a_creation_that_fails_says_why_and_leaves_nothing(self, stage: ManagementStage) -> None:
        async def work(client: Any) -> None:
            poller = await got(client.apps.begin_create_or_update(GROUP, "contoso", application()))
            stage.world.add("contoso")  # somebody else takes the subdomain meanwhile
            with pytest.raises(OperationFailedError, match="already") as caught:
                await got(poller.result())
            assert await got(poller.status()) == "Failed"
            assert (caught.value.error.code, caught.value.error.target) == ("Conflict", "properties.subdomain")
            with pytest.raises(OperationFailedError):
                await got(poller.wait())
            with pytest.raises(NotFoundError):
                await got(client.apps.get(GROUP, "contoso"))

        stage.run(work)

    def test_a_change_that_fails_leaves_the_application_as_it_was(self, stage: ManagementStage) -> None:
        async def work(client: Any) -> None:
            before = await create(client, "contoso")
            patch = models.AppPatch(properties=models.AppProperties(subdomain="moved"))
            poller = await got(client.apps.begin_update(GROUP, "contoso", patch))
            stage.world.add("moved")
            with pytest.raises(OperationFailedError):
                await got(poller.result())
            assert await got(client.apps.get(GROUP, "contoso")) == before

        stage.run(work)


def described(error: ApiError) -> dict[Any, Any]:
    """Return target → code of an error's details."""
    return {detail.target: detail.code for detail in error.details}


class TestErrors:
    def test_a_body_that_is_no_application_is_refused_with_a_detail_for_each_member(
        self, stage: ManagementStage
    ) -> None:
        wrong = application(
            location="no place!",
            sku=models.AppSkuInfo(name="F1"),
            properties=models.AppProperties(subdomain="Not_One"),
            additional_properties={"colour": "red"},
        )

        async def work(client: Any) -> None:
            with pytest.raises(BadRequestError) as caught:
                await got(client.apps.begin_create_or_update(GROUP, "contoso", wrong))
            assert caught.value.code == "InvalidResource"
            assert described(caught.value) == {"sku.name": "InvalidValue", "colour": "UnknownMember"}
            assert all(name in str(caught.value) for name in ("Apps_CreateOrUpdate", "sku.name", "colour"))
            one = application(properties=models.AppProperties(subdomain="Not_One"))
            with pytest.raises(BadRequestError) as caught:
                await got(client.apps.begin_create_or_update(GROUP, "contoso", one))
            assert caught.value.target == "properties.subdomain"
            assert described(caught.value) == {"properties.subdomain": "InvalidValue"}

        stage.run(work)

    def test_what_is_fixed_at_creation_cannot_be_changed(self, stage: ManagementStage) -> None:
        async def work(client: Any) -> None:
            await create(client, "contoso")
            with pytest.raises(BadRequestError) as caught:
                await create(client, "contoso", location="westus")
            assert described(caught.value) == {"location": "PropertyChangeNotAllowed"}

        stage.run(work)

    def test_names_are_given_once(self, stage: ManagementStage) -> None:
        async def work(client: Any) -> None:
            await create(client, "contoso")
            with pytest.raises(ConflictError) as caught:
                await create(client, "contoso", group="other", properties=models.AppProperties(subdomain="free"))
            assert (caught.value.target, described(caught.value)) == ("name", {"name": "AlreadyExists"})
            with pytest.raises(ConflictError) as caught:
                await create(client, "fabrikam", properties=models.AppProperties(subdomain="contoso"))
            assert caught.value.target == "properties.subdomain"

        stage.run(work)

    def test_one_operation_runs_at_a_time(self, stage: ManagementStage) -> None:
        async def work(client: Any) -> None:
            poller = await got(client.apps.begin_create_or_update(GROUP, "contoso", application()))
            with pytest.raises(ConflictError) as caught:
                await got(client.apps.begin_delete(GROUP, "contoso"))
            assert caught.value.code == "AnotherOperationInProgress"
            await got(poller.wait())
            await got((await got(client.apps.begin_delete(GROUP, "contoso"))).wait())

        stage.run(work)

    def test_what_is_not_there_cannot_be_changed(self, stage: ManagementStage) -> None:
        async def work(client: Any) -> None:
            with pytest.raises(NotFoundError) as caught:
                await got(client.apps.begin_update(GROUP, "contoso", models.AppPatch(tags={})))
            assert caught.value.code == "ResourceNotFound"

        stage.run(work)

    def test_another_subscription_is_not_found(self, stage: ManagementStage) -> None:
        options: dict[str, Any] = {"endpoint": ENDPOINT, "retry": NO_RETRY}
        with (
            IoTCentralManagement(
                "elsewhere", stage.credential, transport=Bridge(stage.server, checked=False), **options
            ) as client,
            pytest.raises(NotFoundError) as caught,
        ):
            list(client.apps.list_by_subscription())
        assert caught.value.code == "SubscriptionNotFound"

    @pytest.mark.parametrize("operation", OPERATIONS, ids=repr)
    def test_only_a_token_for_the_control_plane_opens_it(
        self, stage: ManagementStage, operation: DocumentedOperation
    ) -> None:
        now = int(stage.world.clock.now().timestamp())
        wrong = {
            "nonsense": "InvalidAuthenticationToken",
            bearer_token(
                stage.world.applications[DEFAULT_APP], CREATOR, now + 60
            ): "InvalidAuthenticationTokenAudience",
            arm_token(stage.world.subscription, now): "ExpiredAuthenticationToken",
        }

        async def work(client: Any) -> None:
            result = await got(call(client, operation))
            await all_of(result)

        for secret, code in wrong.items():
            with pytest.raises(UnauthorizedError) as caught:
                stage.run(work, BearerToken(secret))
            assert (caught.value.operation, caught.value.code) == (operation.id, code)

    def test_the_token_of_an_application_is_refused_at_once(self, stage: ManagementStage) -> None:
        for client in (IoTCentralManagement, AsyncIoTCentralManagement):
            with pytest.raises(ConfigurationError, match="API token"):
                client(stage.world.subscription.id, ApiToken(stage.world.tokens[DEFAULT_APP]))


BODIES = {"App": application(), "AppPatch": models.AppPatch(), "OperationInputs": models.OperationInputs(name="free")}


def call(client: Any, operation: DocumentedOperation, **more: Any) -> Any:
    """Call an operation with the arguments that it needs."""
    long_running = operation.node.get("x-ms-long-running-operation", False)
    method = f"begin_{method_of(operation.id)}" if long_running else method_of(operation.id)
    places = {"resourceGroupName": GROUP, "resourceName": "contoso"}
    given = [places[one["name"]] for one in operation.parameters if one["name"] in places]
    if operation.request_media is not None:
        given.append(BODIES[operation.request_media[1]["schema"]["$ref"].rpartition("/")[2]])
    return getattr(getattr(client, resource_of(operation.id)), method)(*given, **more)


class TestUnknownOptions:
    @pytest.mark.parametrize("operation", OPERATIONS, ids=repr)
    def test_the_client_takes_none(self, stage: ManagementStage, operation: DocumentedOperation) -> None:
        async def work(client: Any) -> None:
            for option in ("polling", "top", "if_match", "api_version"):
                with pytest.raises(TypeError, match=option):
                    await got(call(client, operation, **{option: "x"}))

        stage.run(work)
        assert stage.world.requests.latest() == []

    def test_the_control_plane_takes_none(self, stage: ManagementStage) -> None:
        token = arm_token(stage.world.subscription, int(stage.world.clock.now().timestamp()) + 60)
        bridge = Bridge(stage.server, checked=False)
        with httpx.Client(base_url=ENDPOINT, transport=bridge, headers={"Authorization": f"Bearer {token}"}) as raw:
            url = f"/subscriptions/{stage.world.subscription.id}/{PROVIDER}/iotApps"
            assert raw.get(url, params={"api-version": VERSION}).status_code == 200
            refused = raw.get(url, params={"api-version": VERSION, "$top": "1"})
        assert (refused.status_code, refused.json()["error"]["target"]) == (400, "$top")


def test_every_operation_of_the_document_does_its_work(stage: ManagementStage) -> None:
    async def work(client: Any) -> None:
        for id in IN_ORDER:
            result = await got(call(client, by_id[id]))
            if hasattr(result, "result"):
                await got(result.result())
            elif by_id[id].node.get("x-ms-pageable"):
                assert await all_of(result)

    by_id = {operation.id: operation for operation in OPERATIONS}
    assert sorted(IN_ORDER) == sorted(by_id)
    stage.run(work)
    asked = {request.operation: request.status for request in stage.world.requests.latest()}
    assert {id: asked[id] for id in IN_ORDER} == {id: EXPECTED.get(id, 200) for id in IN_ORDER}


IN_ORDER = [
    "Apps_CheckNameAvailability",
    "Apps_CheckSubdomainAvailability",
    "Apps_ListTemplates",
    "Apps_CreateOrUpdate",
    "Apps_Update",
    "Apps_Get",
    "Apps_ListBySubscription",
    "Apps_ListByResourceGroup",
    "Apps_Delete",
    "Operations_List",
]
EXPECTED = {"Apps_CreateOrUpdate": 201, "Apps_Update": 202, "Apps_Delete": 202}


class TestOverRealConnections:
    def test_an_application_comes_and_goes(self) -> None:
        with Emulator() as emulator:
            options: dict[str, Any] = {"endpoint": emulator.url, "retry": NO_RETRY}
            with IoTCentralManagement(emulator.subscription_id, emulator.credential(), **options) as client:
                created = client.apps.begin_create_or_update(GROUP, "contoso", application()).result(60)
                assert created.properties.subdomain == "contoso"
                assert emulator.applications["contoso"].url == emulator.base_domain.replace("//", "//contoso.")
                assert list(emulator.client(app="contoso").devices.list()) == []
                client.apps.begin_delete(GROUP, "contoso").result(60)
                assert "contoso" not in emulator.applications

    @pytest.mark.anyio
    async def test_a_wait_that_is_cancelled_can_be_repeated(self) -> None:
        import anyio

        with Emulator(clock=Clock(START)) as emulator:
            credential = BearerToken(emulator.management_token)
            async with AsyncIoTCentralManagement(
                emulator.subscription_id, credential, endpoint=emulator.url, retry=NO_RETRY
            ) as client:
                poller = await client.apps.begin_create_or_update(GROUP, "contoso", application())
                with anyio.move_on_after(0.05) as scope:
                    await poller.wait()  # the emulator's clock stands still
                assert scope.cancelled_caught
                emulator.clock.advance("PT1S")
                assert (await poller.result(60)).name == "contoso"
