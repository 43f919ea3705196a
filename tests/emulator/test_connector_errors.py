"""Tests of errors that the connector raises by itself or receives from the data plane, for every action in both faces."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

import pytest

from iotcentral import ApiError, ConfigurationError, NotFoundError
from tests.support.modes import MODES
from tests.support.names import method_of, python_name, resource_of
from tests.support.packages import CONNECTOR

from .connector_stage import ACTIONS, APP, OTHER, Action, Stage

pytestmark = pytest.mark.filterwarnings("ignore:.* is deprecated. use .* instead:DeprecationWarning")
models = CONNECTOR.models
every_action = pytest.mark.parametrize("action", ACTIONS.values(), ids=repr)
WRONG: dict[str, Any] = {"wrong": [1]}
"""What no member of a body takes."""


@pytest.fixture(scope="module", params=MODES)
def stage(request: pytest.FixtureRequest) -> Iterator[Stage]:
    """Two applications; only tests that say so change them."""
    with Stage(request.param) as stage:
        yield stage


def refusal(call: Any) -> tuple[int, str | None, str]:
    """Return status, code and message of the error that a call ends in, without the id that every request has."""
    with pytest.raises(ApiError) as caught:
        call()
    error = caught.value
    assert error.request_id
    return error.status_code, error.code, error.message.replace(error.request_id, "…")


def perform(stage: Stage, action: Action, application: Any = APP, **arguments: Any) -> Any:
    """Carry out an action with the arguments of its example, except for those that are given."""
    given = {**action.example, **arguments}
    return stage.within(lambda connector: getattr(connector, action.method)(application, **given))


class TestApplications:
    @every_action
    def test_an_unknown_one_is_the_data_plane_s_404(self, stage: Stage, action: Action) -> None:
        expected = refusal(lambda: list(stage.data_plane("nowhere", stage.world.tokens[APP]).devices.list()))
        assert expected[:2] == (404, "NotFound")
        assert '"nowhere"' in expected[2]
        for application in ("nowhere", "http://nowhere.localhost", "http://nowhere.localhost/"):
            assert refusal(partial(perform, stage, action, application)) == expected

    @every_action
    def test_the_token_of_another_one_is_refused(self, stage: Stage, action: Action) -> None:
        expected = refusal(lambda: list(stage.data_plane(OTHER, stage.world.tokens[APP]).devices.list()))
        assert expected[:2] == (401, "Unauthenticated")
        assert refusal(lambda: perform(stage, action, OTHER)) == expected

    @every_action
    def test_what_is_none_is_refused_before_it_is_asked(self, stage: Stage, action: Action) -> None:
        before = stage.sent()
        for application in ("", "two words", "https://", "http://contoso.example", None, 5):
            with pytest.raises(ConfigurationError, match=action.operation.id):
                perform(stage, action, application)
        assert stage.sent() == before

    def test_errors_name_the_action_that_the_caller_knows(self, stage: Stage) -> None:
        with pytest.raises(NotFoundError) as caught:
            stage.act("get_a_device_by_id", "missing")
        assert caught.value.operation == "GetADeviceById"
        assert str(caught.value).startswith("GetADeviceById: the service answered 404 NotFound")


class TestArguments:
    @every_action
    def test_required_ones_have_to_be_given(self, stage: Stage, action: Action) -> None:
        parameters = inspect.signature(getattr(CONNECTOR.client, action.method)).parameters
        required = [name for name, one in parameters.items() if one.default is inspect.Parameter.empty][1:]
        assert required[0] == "application"
        given, before = {"application": APP, **action.example}, stage.sent()
        for missing in required:
            rest = {name: value for name, value in given.items() if name != missing}
            with pytest.raises(TypeError, match=missing):
                stage.within(lambda connector, rest=rest: getattr(connector, action.method)(**rest))
        assert stage.sent() == before

    @every_action
    def test_unknown_ones_are_not_passed_over(self, stage: Stage, action: Action) -> None:
        with pytest.raises(TypeError, match="colour"):
            perform(stage, action, colour="red")

    @every_action
    def test_an_id_that_is_none_is_refused_before_it_is_sent(self, stage: Stage, action: Action) -> None:
        before = stage.sent()
        assert not action.spec.carrier.query
        for here in action.spec.carrier.parameters.values():
            for id in ("", None, ["d1"]):
                with pytest.raises(ConfigurationError, match=f"{action.operation.id}.*{here}"):
                    perform(stage, action, **{here: id})
        assert stage.sent() == before

    @pytest.mark.parametrize("action", [one for one in ACTIONS.values() if one.spec.carrier.same], ids=repr)
    def test_an_id_that_differs_from_that_of_the_path_is_refused(self, stage: Stage, action: Action) -> None:
        before = stage.sent()
        for argument, other in action.spec.carrier.same.items():
            with pytest.raises(ConfigurationError, match=f'{argument} is .*"another", but {other} is'):
                perform(stage, action, **{argument: "another"})
        assert stage.sent() == before

    def test_there_are_actions_that_repeat_an_id(self) -> None:
        assert {action.method for action in ACTIONS.values() if action.spec.carrier.same} == {
            "create_or_update_a_device",
            "create_or_update_a_device_v1_deprecated",
            "create_or_update_a_device_preview_deprecated",
            "create_a_device_relationship",
            "update_a_device_relationship",
            "create_a_device_group",
            "create_an_organization",
        }


class Wrong(NamedTuple):
    """A member of a body with a value of a wrong type.

    Attributes:
        action: the action.
        here: the argument of the action.
        there: the member of the data plane's body.
    """

    action: Action
    here: str
    there: str

    def __repr__(self) -> str:
        return f"{self.action!r}-{self.here}"


WRONG_MEMBERS = [
    Wrong(action, python_name(here), there)
    for action in ACTIONS.values()
    for there, here in (action.spec.carrier.members or {}).items()
]


def asked_directly(stage: Stage, action: Action, **body: Any) -> Any:
    """Do the same as an action's example, with other members of the body, over the data plane itself."""
    carrier, example = action.spec.carrier, action.example
    path = {python_name(there): example[here] for there, here in carrier.parameters.items()}
    if carrier.members is not None:
        members = {there: python_name(here) for there, here in carrier.members.items()}
        body = {there: example[here] for there, here in members.items() if here in example} | body
    method = getattr(getattr(stage.app, resource_of(carrier.id)), method_of(carrier.id))
    return method(**path, body=body)


class TestWrongTypes:
    @pytest.mark.parametrize("wrong", WRONG_MEMBERS, ids=repr)
    def test_a_member_is_refused_as_the_data_plane_refuses_it(self, stage: Stage, wrong: Wrong) -> None:
        expected = refusal(lambda: asked_directly(stage, wrong.action, **{wrong.there: WRONG}))
        if wrong.there == "provisioned":  # read-only: it is passed over, and the template of the example is not there
            assert (expected[0], "template" in expected[2]) == (400, True)
        else:
            assert (expected[0], expected[1]) == (422, "InvalidBody")
            assert wrong.there in expected[2]
        assert refusal(lambda: perform(stage, wrong.action, **{wrong.here: WRONG})) == expected

    def test_there_are_members_to_be_wrong_about(self) -> None:
        assert len({wrong.action.method for wrong in WRONG_MEMBERS}) == 7
        assert len(WRONG_MEMBERS) == 25

    def test_values_that_have_no_json_form_are_refused_before_they_are_sent(self, stage: Stage) -> None:
        before = stage.sent()
        with pytest.raises(ConfigurationError, match="CreateOrUpdateADevice"):
            stage.act("create_or_update_a_device", "d1", display_name=object())
        assert stage.sent() == before


ENTRY: dict[str, Any] = {"type": "cloudProperty", "target": "dtmi:contoso:Room;1", "path": "customer", "value": "Ada"}
JOB: dict[str, Any] = {"group": "rooms", "data": [ENTRY]}
NIGHTLY: dict[str, Any] = {**JOB, "schedule": {"start": "2026-03-01T20:00:00Z", "recurrence": "daily"}}
PERSON: dict[str, Any] = {"type": "email", "email": "ada@contoso.com", "roles": [{"role": "operator"}]}


def without(body: dict[str, Any], *path: str | int) -> dict[str, Any]:
    """Return a body that lacks the member at a path."""
    copied = copy.deepcopy(body)
    owner: Any = copied
    for name in path[:-1]:
        owner = owner[name]
    del owner[path[-1]]
    return copied


# action, body, place that the refusal names
UNTAKEN: list[tuple[str, Any, str]] = [
    ("create_a_job", without(JOB, "group"), "body.group"),
    ("create_a_job", without(JOB, "data"), "body.data"),
    ("create_a_job", {**JOB, "group": 5}, "body.group"),
    ("create_a_job", {**JOB, "data": ENTRY}, "body.data"),
    ("create_a_job", {**JOB, "data": [without(ENTRY, "type")]}, r"body.data\[0\].type"),
    ("create_a_job", {**JOB, "data": [ENTRY, without(ENTRY, "path")]}, r"body.data\[1\].path"),
    ("create_a_job", {**JOB, "batch": {"type": "number"}}, "body.batch.value"),
    ("create_a_scheduled_job", without(NIGHTLY, "schedule"), "body.schedule"),
    ("create_a_scheduled_job", without(NIGHTLY, "schedule", "start"), "body.schedule.start"),
    ("create_a_scheduled_job", {**NIGHTLY, "schedule": {**NIGHTLY["schedule"], "end": {}}}, "body.schedule.end.type"),
    ("create_a_scheduled_job", {**NIGHTLY, "enabled": "yes"}, "body.enabled"),
    ("update_a_scheduled_job", {"displayName": 5}, "body.displayName"),
    ("update_a_scheduled_job", {"data": [{}]}, r"body.data\[0\].type"),
    ("create_user", without(PERSON, "type"), "body.type"),
    ("create_user", without(PERSON, "email"), "body.email"),
    ("create_user", without(PERSON, "roles"), "body.roles"),
    ("create_user", {**PERSON, "roles": [{}]}, r"body.roles\[0\].role"),
    ("update_user", {"type": "email", "roles": "operator"}, "body.roles"),
    ("run_a_device_command", {"connectionTimeout": "long"}, "body.connectionTimeout"),
    ("run_a_component_command", {"responseTimeout": "long"}, "body.responseTimeout"),
    ("run_a_module_command", {"connectionTimeout": []}, "body.connectionTimeout"),
    ("run_a_module_component_command", {"responseTimeout": {}}, "body.responseTimeout"),
    ("execute_a_device_command_deprecated", {"connectionTimeout": "long"}, "body.connectionTimeout"),
]
DYNAMIC = [action for action in ACTIONS.values() if action.spec.body and action.spec.carrier.members is None]

# action, the argument that says how the body is to be read, its value, body, place
CONTRADICTIONS: list[tuple[str, str, str, Any, str]] = [
    ("create_a_job", "job_type", "command", JOB, r"body.data\[0\].type"),
    ("create_a_job", "job_type", "command", {"group": "rooms"}, "body.data"),
    ("create_a_scheduled_job", "job_type", "property", NIGHTLY, r"body.data\[0\].type"),
    (
        "create_a_scheduled_job",
        "scheduled_job_end_type",
        "date",
        {**NIGHTLY, "schedule": {**NIGHTLY["schedule"], "end": {"type": "occurrences", "occurrences": 3}}},
        "body.schedule.end.type",
    ),
    ("create_a_scheduled_job", "scheduled_job_end_type", "date", NIGHTLY, "body.schedule.end"),
    ("update_a_scheduled_job", "scheduled_job_end_type", "date", {"enabled": False}, "body.schedule"),
    ("create_user", "user_type", "servicePrincipal", PERSON, "body.type"),
    ("update_user", "user_type", "servicePrincipal", {"type": "email"}, "body.type"),
]


class TestDynamicBodies:
    @pytest.mark.parametrize(("method", "body", "place"), UNTAKEN)
    def test_one_that_its_operation_does_not_take_is_refused_before_it_is_sent(
        self, stage: Stage, method: str, body: Any, place: str
    ) -> None:
        action, before = ACTIONS[method], stage.sent()
        with pytest.raises(ConfigurationError, match=f"^{action.operation.id}: {place}: expected .*, found "):
            perform(stage, action, body=body)
        assert stage.sent() == before

    @pytest.mark.parametrize("action", DYNAMIC, ids=repr)
    def test_what_is_no_object_is_refused_before_it_is_sent(self, stage: Stage, action: Action) -> None:
        before = stage.sent()
        for body in (None, 5, "text", [1]):
            with pytest.raises(ConfigurationError, match=action.operation.id):
                perform(stage, action, body=body)
        assert stage.sent() == before

    @pytest.mark.parametrize(("method", "argument", "value", "body", "place"), CONTRADICTIONS)
    def test_one_that_contradicts_its_tag_is_refused_before_it_is_sent(
        self, stage: Stage, method: str, argument: str, value: str, body: Any, place: str
    ) -> None:
        action, before = ACTIONS[method], stage.sent()
        with pytest.raises(ConfigurationError, match=f'{argument} is .*"{value}".*, but {place} is'):
            perform(stage, action, body=body, **{argument: value})
        assert stage.sent() == before

    def test_what_only_the_data_plane_can_know_is_refused_alike(self, stage: Stage) -> None:
        body = {"group": "nowhere", "data": [ENTRY]}
        expected = refusal(lambda: stage.app.jobs.create("j", body))
        assert expected[0] == 400
        assert refusal(lambda: stage.act("create_a_job", "j", body)) == expected
        assert refusal(lambda: stage.act("create_a_job", "j", models.DataPlaneJob.from_dict(body))) == expected

    def test_a_model_may_be_given_instead(self, stage: Stage) -> None:
        expected = refusal(lambda: stage.app.users.create("u", PERSON))
        assert "operator" in expected[2]
        assert refusal(lambda: stage.act("create_user", "u", models.DataPlaneUser.from_dict(PERSON))) == expected

    def test_every_action_with_one_is_tried(self) -> None:
        # of properties, every object will do
        refusing = {action.method for action in DYNAMIC if not action.method.partition("_")[2].count("propert")}
        assert {method for method, *_ in UNTAKEN} == refusing
        assert (len(DYNAMIC), len(refusing)) == (14, 10)
