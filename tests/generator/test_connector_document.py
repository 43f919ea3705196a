"""Document of the connector: equal to what is published, and each action can be carried out on the data plane.

`connector_v3.yaml` is what is published: the actions, the trigger, the definitions. Where the publication itself lies
beside the workspace, the file is held against it too.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml
from iotcentral_generator.document.nodes import component, walk
from iotcentral_generator.document.operations import operations, parameters_of
from iotcentral_generator.load import load
from iotcentral_generator.project import project

from .conftest import REPOSITORY

Node = dict[str, Any]

VERSION = "v3"
FACTS = REPOSITORY.parent / "shared" / "reference" / "facts" / "connector-v3.json"
SPEC = load(REPOSITORY / "spec" / "connector" / "openapi.yaml")
DOCUMENT = SPEC.document
SCHEMAS: Node = DOCUMENT["components"]["schemas"]
PUBLISHED = yaml.safe_load(Path(__file__).with_name("connector_v3.yaml").read_text(encoding="utf-8"))

AUTHORED = {operation["operationId"]: (item, operation) for _, item, operation in operations(DOCUMENT)}
DATA_PLANE = project(load(REPOSITORY / "spec" / "openapi.yaml"), "2022-07-31")
CARRYING = {operation["operationId"]: (item, operation) for _, item, operation in operations(DATA_PLANE)}

ACTIONS = [pytest.param(action, id=action["operation"]) for action in PUBLISHED["actions"]]
DEPRECATED = [pytest.param(action, id=action["operation"]) for action in PUBLISHED["actions"] if "deprecated" in action]
DEFINED = [
    pytest.param(action, id=action["operation"])
    for action in PUBLISHED["actions"]
    if "returns" in action or "fits" in action
]
HOST = "application"


# what is published


def test_the_actions_and_the_trigger_are_those_that_are_published() -> None:
    assert len(PUBLISHED["actions"]) == 67
    assert len(DEPRECATED) == 10
    listed = Counter(each["operation"] for each in [*PUBLISHED["actions"], *PUBLISHED["triggers"]])
    assert listed == Counter(operation["operationId"] for _, _, operation in operations(DOCUMENT))
    assert {name for name, (_, operation) in AUTHORED.items() if "x-ms-trigger" in operation} == {"WhenARuleIsFired"}


@pytest.mark.parametrize("published", [*ACTIONS, *(pytest.param(t, id=t["operation"]) for t in PUBLISHED["triggers"])])
def test_an_action_has_its_name_and_its_parameters(published: Node) -> None:
    item, operation = AUTHORED[published["operation"]]
    assert operation["summary"] == published["name"]
    assert operation.get("deprecated", False) == published.get("deprecated", False)
    assert list(taken(item, operation)) == published["parameters"]


@pytest.mark.parametrize("published", ACTIONS)
def test_an_action_gives_the_published_definition(published: Node) -> None:
    schema = success(AUTHORED[published["operation"]][1])
    named = published.get("returns") or published.get("fits")
    if named:
        assert schema == {"$ref": f"#/components/schemas/{named}"}
    else:
        assert schema in (None, {"x-dynamic": True})


def test_a_definition_that_only_fits_is_not_published_as_the_answer() -> None:
    assert not [action["name"] for action in PUBLISHED["actions"] if "returns" in action and "fits" in action]


def test_there_is_no_definition_but_the_published_and_what_is_marked_as_added() -> None:
    assert len(PUBLISHED["definitions"]) == 26
    own = {name for name, schema in SCHEMAS.items() if "x-added" in schema}
    assert SCHEMAS.keys() - own == set(PUBLISHED["definitions"])


@pytest.mark.parametrize("name", PUBLISHED["definitions"])
def test_a_definition_has_its_members(name: str) -> None:
    members = SCHEMAS[name]["properties"].items()
    assert [line for key, member in members for line in told(key, member)] == PUBLISHED["definitions"][name]


def test_what_is_added_says_why() -> None:
    marks = [node["x-added"] for _, node in walk(SCHEMAS) if isinstance(node, dict) and "x-added" in node]
    assert marks
    assert all(len(mark) > 20 for mark in marks)


def test_the_limit_is_the_published_one() -> None:
    assert DOCUMENT["x-rates"] == {"default": {"requests": 100, "seconds": 60}}
    assert PUBLISHED["throttling"] == {"calls": 100, "seconds": 60}


def test_the_host_is_marked_as_a_choice() -> None:
    (server,) = DOCUMENT["servers"]
    assert server["x-authored-choice"]
    assert server["url"].endswith(".example")  # no such name can ever be registered


@pytest.mark.parametrize("published", DEPRECATED)
def test_a_deprecated_action_names_one_that_is_not(published: Node) -> None:
    _, operation = AUTHORED[published["operation"]]
    _, successor = AUTHORED[operation["x-successor"]]
    assert not successor.get("deprecated")
    assert successor["x-data-plane-operation"]["operationId"] == operation["x-data-plane-operation"]["operationId"]


def test_the_file_is_what_is_published() -> None:
    if not FACTS.is_file():
        pytest.skip("the published connector is not beside the workspace; connector_v3.yaml stands for it")
    facts = json.loads(FACTS.read_text(encoding="utf-8"))
    calls = facts["throttling"]
    assert PUBLISHED["throttling"] == {"calls": calls["calls"], "seconds": calls["renewal_period_s"]}
    for kind in ("actions", "triggers"):
        found = [_published(each) for each in facts[kind]]
        assert [{k: v for k, v in each.items() if k not in {"operation", "fits"}} for each in PUBLISHED[kind]] == found
    assert PUBLISHED["definitions"] == {
        name: [_line(row["path"], row["title"], _type(row["type"])) for row in rows]
        for name, rows in facts["definitions"].items()
    }


def _published(action: Node) -> Node:
    lines = [_line(p["key"], p["name"], p["type"], required=p["required"]) for p in action["parameters"]]
    marks = {"deprecated": action.get("deprecated"), "returns": action["returns"]}
    return {"name": action["name"], **{key: value for key, value in marks.items() if value}, "parameters": lines}


def _type(text: str) -> str:
    return "object" if text.endswith(".") else text  # one row has its description in the column of the type


# how the actions are carried out


@pytest.mark.parametrize("published", ACTIONS)
def test_every_value_of_an_action_has_one_use(published: Node) -> None:
    item, operation = AUTHORED[published["operation"]]
    mark = operation["x-data-plane-operation"]
    known = {"operationId", "parameters", "body", "same", "tags", "returns", "first", "unsent"}
    assert mark.keys() <= known
    body = mark.get("body", {})
    used = Counter([HOST, *mark.get("parameters", {}).values(), *mark.get("same", {}), *mark.get("tags", {})])
    used.update(mark.get("unsent", []))
    used.update(body.values() if isinstance(body, dict) else [body])
    assert used == Counter(keys(item, operation).keys())
    assert set(mark.get("same", {}).values()) <= set(mark.get("parameters", {}).values())


@pytest.mark.parametrize("published", ACTIONS)
def test_the_carrying_operation_is_given_all_that_it_needs(published: Node) -> None:
    item, operation = AUTHORED[published["operation"]]
    mark = operation["x-data-plane-operation"]
    there, work = CARRYING[mark["operationId"]]
    open_ones = [p for p in parameters_of(DATA_PLANE, there, work) if "const" not in p["schema"]]
    assert mark.get("parameters", {}).keys() <= {p["name"] for p in open_ones}
    assert {p["name"] for p in open_ones if p.get("required")} <= mark.get("parameters", {}).keys()
    assert ("requestBody" in work) == ("requestBody" in operation)
    if isinstance(mark.get("body"), dict):
        schema = resolved(DATA_PLANE, media(work["requestBody"])["schema"])
        assert mark["body"].keys() <= schema["properties"].keys()
        required = {key for key, needed in keys(item, operation).items() if needed}
        assert {mark["body"][name] for name in schema.get("required", [])} <= required
    elif "body" in mark:
        assert media(operation["requestBody"])["schema"] == {"x-dynamic": True}


@pytest.mark.parametrize("published", ACTIONS)
def test_an_action_succeeds_as_the_carrying_operation_does(published: Node) -> None:
    _, operation = AUTHORED[published["operation"]]
    mark = operation["x-data-plane-operation"]
    _, work = CARRYING[mark["operationId"]]
    assert statuses(operation) == statuses(work)
    paged = "x-ms-pageable" in work and "first" not in mark
    assert operation.get("x-ms-pageable") == (work["x-ms-pageable"] if paged else None)
    answered, given = success(work), success(operation)
    assert (given is None) == (answered is None)
    if answered is not None and "first" in mark:
        assert resolved(DATA_PLANE, answered)["properties"][mark["first"]]["type"] == "array"


@pytest.mark.parametrize("published", DEFINED)
def test_what_the_data_plane_answers_is_an_answer_of_the_action(published: Node) -> None:
    _, operation = AUTHORED[published["operation"]]
    mark = operation["x-data-plane-operation"]
    _, work = CARRYING[mark["operationId"]]
    (name,) = success(operation).values()
    validator = jsonschema_rs.validator_for({"$ref": name, "components": project(SPEC, VERSION)["components"]})
    renamed = mark.get("returns", {})
    answers = [example["value"] for example in answer(work)["examples"].values()]
    assert answers
    for value in answers:
        validator.validate({renamed.get(key, key): member for key, member in value.items()})
    assert not list(misfits(success(operation), success(work), renamed))
    assert renamed.keys() <= members_of(DATA_PLANE, success(work))[0].keys()


def misfits(own: Node, there: Node, renamed: dict[str, str]) -> Iterator[str]:
    """Return the members of a definition that the data plane may return in another form."""
    members, required = members_of(DOCUMENT, own)
    answered, sure = members_of(DATA_PLANE, there)
    for name in required - {renamed.get(key, key) for key in sure}:
        yield f"{name} may be missing"
    given = {renamed.get(key, key): member for key, member in answered.items()}
    for name, member in members.items():
        if name not in given:
            yield f"{name} is never answered"
            continue
        here, other = resolved(DOCUMENT, member), resolved(DATA_PLANE, given[name])
        if here.get("type") != other.get("type"):
            yield f"{name} is of another type"
        elif here["type"] == "array" and "$ref" in here["items"]:
            yield from misfits(here["items"], other["items"], {})
        elif "$ref" in member:
            yield from misfits(here, other, {})


def members_of(document: Node, schema: Node) -> tuple[Node, set[str]]:
    """Return the members of an object, or of all variants of a union, and which are always there."""
    schema = resolved(document, schema)
    members, required = dict(schema.get("properties", {})), set(schema.get("required", []))
    for part in schema.get("allOf", []):
        more, needed = members_of(document, part)
        members, required = {**more, **members}, required | needed
    variants = [members_of(document, variant) for variant in schema.get("oneOf", [])]
    for more, _ in variants:
        members |= more
    return members, required | (set.intersection(*(needed for _, needed in variants)) if variants else set())


@pytest.mark.parametrize(
    ("operation_id", "tags"),
    [
        ("CreateAJob", {"job_type": "data.*.type"}),
        ("CreateAScheduledJob", {"job_type": "data.*.type", "scheduled_job_end_type": "schedule.end.type"}),
        ("UpdateAScheduledJob", {"scheduled_job_end_type": "schedule.end.type"}),
        ("CreateUser", {"user_type": "type"}),
        ("UpdateUser", {"user_type": "type"}),
    ],
)
def test_a_kind_goes_where_the_body_has_it(operation_id: str, tags: dict[str, str]) -> None:
    assert AUTHORED[operation_id][1]["x-data-plane-operation"]["tags"] == tags


def test_the_names_of_the_preview_become_those_of_today() -> None:
    mark = AUTHORED["CreateOrUpdateADevicePreviewDeprecated"][1]["x-data-plane-operation"]
    assert mark["body"] == {
        "displayName": "displayName",
        "template": "instanceOf",
        "simulated": "simulated",
        "enabled": "approved",
        "provisioned": "provisioned",
    }
    assert mark["returns"] == {"template": "instanceOf", "enabled": "approved"}


# the trigger


def test_the_trigger_calls_back_with_a_valid_payload() -> None:
    _, trigger = AUTHORED["WhenARuleIsFired"]
    ((expression, callback),) = trigger["callbacks"]["ruleFired"].items()
    assert expression == "{$request.body#/callbackUrl}"
    sent = media(callback["post"]["requestBody"])
    assert sent["schema"] == {"$ref": "#/components/schemas/RuleFired"}
    root = {**sent["schema"], "components": DOCUMENT["components"]}
    validator = jsonschema_rs.validator_for(root, validate_formats=True)
    (example,) = sent["examples"].values()
    validator.validate(example["value"])
    assert not validator.is_valid({**example["value"], "rule": {}})
    assert SCHEMAS["RuleSubscription"]["properties"].keys() == {"callbackUrl"}
    assert SCHEMAS["RuleSubscription"]["properties"]["callbackUrl"]["x-ms-notification-url"] is True


# lines of one form


def taken(item: Node, operation: Node) -> Iterator[str]:
    """Return what an action takes, each as a line: its parameters, then what its body holds."""
    for parameter in parameters_of(DOCUMENT, item, operation):
        yield _line(
            parameter["name"],
            parameter["x-ms-summary"],
            parameter["schema"]["type"],
            required=bool(parameter.get("required")),
        )
    request = operation.get("requestBody", {})
    if request.get("x-ms-client-flatten"):
        schema = resolved(DOCUMENT, media(request)["schema"])
        for key, member in schema["properties"].items():
            (line,) = told(key, member, required=key in schema.get("required", []))
            yield line
    elif request and "x-ms-trigger" not in operation:
        yield _line("body", request["x-ms-summary"], "dynamic", required=request["required"])


def told(key: str, member: Node, *, required: bool = False) -> Iterator[str]:
    """Return the lines of a member that is published: its own, and that of its items if they have a title."""
    if "x-added" in member:
        return
    items = member.get("items", {})
    kind = f"array of {_kind(items)}" if member.get("type") == "array" else _kind(member)
    yield _line(key, member["x-ms-summary"], kind, required=required)
    if "x-ms-summary" in items:
        yield _line(key, items["x-ms-summary"], _kind(items))


def _kind(schema: Node) -> str:
    return str(schema["$ref"].rsplit("/", 1)[-1] if "$ref" in schema else schema["type"])


def _line(key: str, title: str, kind: str, *, required: bool = False) -> str:
    return f"{key}{'!' if required else ''}: {title}" + ("" if kind == "string" else f" ({kind})")


def keys(item: Node, operation: Node) -> dict[str, bool]:
    """Return the keys of an action, each with whether it is required."""
    lines = [line.partition(": ")[0] for line in taken(item, operation)]
    return {line.removesuffix("!"): line.endswith("!") for line in lines}


def media(body: Node) -> Node:
    found: Node = next(iter(body["content"].values()))
    return found


def resolved(document: Node, schema: Node) -> Node:
    found: Node = component(document, schema["$ref"]) if "$ref" in schema else schema
    return found


def statuses(operation: Node) -> list[str]:
    return [status for status in operation["responses"] if status.startswith("2")]


def answer(operation: Node) -> Node:
    (status,) = statuses(operation)
    return media(operation["responses"][status]) if "content" in operation["responses"][status] else {}


def success(operation: Node) -> Any:
    return answer(operation).get("schema")
