"""Lint of links: S117 reports one without a target, or without what its target needs, at the right line."""

from __future__ import annotations

import pytest

from .conftest import Small

COMPONENTS = """\
components:
  links:
    UpdateThing:
      operationId: Things_Update
      description: Change the thing.
      parameters: {thingId: $request.path.thingId}
      requestBody: {name: "{$response.body#/name} again", shape: {kind: circle}}
    LookDeeper:
      operationId: Things_Get
      description: Look deeper into the thing.
      x-since: "2"
      parameters: {path.thingId: $request.path.thingId, depth: 3}
    PutThing:
      operationId: Things_Put
      description: Store another thing under an id of your own.
      requestBody:
        {id: "{$request.body#/name}", colour: "{$response.body#/colour}", size: {of: [1, "{$response.body#/size/of/1}"]}}
  parameters:
    ThingKey:
      name: thingKey
      in: path
      description: Key of the thing.
      required: true
      schema: {type: string}
      example: k1
"""

PUT = """\
  /keys/{thingKey}:
    put:
      operationId: Things_Put
      summary: Store a thing
      description: Stores a thing under the key that the caller chose.
      parameters:
      - {"$ref": "#/components/parameters/Version"}
      - {"$ref": "#/components/parameters/ThingKey"}
      requestBody:
        description: The thing.
        content:
          application/json:
            schema: {"$ref": "#/components/schemas/Stored"}
            examples:
              one:
                value: {name: One}
      responses:
        "200":
          description: It is stored.
          links:
            Put: {"$ref": "#/components/links/PutThing"}
          content:
            application/json:
              schema: {"$ref": "#/components/schemas/Stored"}
              examples:
                one:
                  value: {name: One}
"""

STORED = """\
  schemas:
    Stored:
      description: What is stored.
      allOf:
      - {"$ref": "#/components/schemas/Thing"}
      properties:
        size:
          description: Sizes by side, as free as the wind.
          type: object
          additionalProperties: {type: array, items: {type: integer}}
"""


@pytest.fixture
def linked(small: Small) -> Small:
    """Return the small document with a second operation and with links."""
    small.change("components:\n  parameters:\n", PUT + COMPONENTS).change("  schemas:\n", STORED)
    small.change(
        "          description: The thing.\n",
        "          description: The thing.\n          links:\n"
        '            Update: {"$ref": "#/components/links/UpdateThing"}\n'
        '            Look: {"$ref": "#/components/links/LookDeeper", x-since: "2"}\n',
    )
    return small


def test_links_that_lead_somewhere_are_no_problem(linked: Small) -> None:
    assert linked.lint() == []


BREACHES = [
    # what is changed, into what, a text of the line that is told, what the message says
    (
        "      operationId: Things_Update\n      description",
        "      operationId: Things_Move\n      description",
        "    UpdateThing:",
        ["UpdateThing leads to Things_Move", "not in any version"],
    ),
    (
        "      operationId: Things_Update\n      description",
        "      description",
        "    UpdateThing:",
        ["an operation without operationId"],
    ),
    (
        "{thingId: $request.path.thingId}",
        "{thingId: $request.path.thingId, depth: 1}",
        "    UpdateThing:",
        ['"depth"', "not a parameter of Things_Update", "version, thingId"],
    ),
    (
        "{thingId: $request.path.thingId}",
        "{query.thingId: $request.path.thingId}",
        "    UpdateThing:",
        ['"query.thingId"'],
    ),
    (
        "      parameters: {thingId: $request.path.thingId}\n",
        "",
        "    UpdateThing:",
        ["does not supply thingId", "path of Things_Update", "`parameters`"],
    ),
    (
        "{thingId: $request.path.thingId}",
        "{thingId: $request.cookie.a}",
        "    UpdateThing:",
        ['"$request.cookie.a"', "$request.path.NAME", "braces"],
    ),
    (
        "{$response.body#/name} again",
        "$response.body#/name again",
        "Update: {",
        ["/name again", "response 200 of Things_Get"],
    ),
    ("{$response.body#/name} again", "once $response.body#/name", "    UpdateThing:", ['"once $response.body#/name"']),
    (
        "{$response.body#/name} again",
        "{$response.body/name} again",
        "    UpdateThing:",
        ['"{$response.body/name} again"'],
    ),
    ("{$response.body#/name} again", "{name again", "    UpdateThing:", ['"{name again"']),
    (
        "$response.body#/name} again",
        "$response.body#/title} again",
        "Update: {",
        ["$response.body#/title", "response 200 of Things_Get", "in 1"],
    ),
    ("$response.body#/name} again", "$response.body#/name/first} again", "Update: {", ["/name/first"]),
    ("$response.body#/name} again", "$request.body#/name} again", "Update: {", ["request of Things_Get"]),
    (
        "{thingId: $request.path.thingId}",
        "{thingId: $request.path.thingKey}",
        "Update: {",
        ["no parameter thingKey in its path"],
    ),
    (
        "{thingId: $request.path.thingId}",
        "{thingId: $request.query.breadth}",
        "Update: {",
        ["Things_Get has no parameter breadth in its query"],
    ),
    (
        'again", shape: {kind: circle}',
        'again", form: {kind: circle}',
        "    UpdateThing:",
        ["/form/kind", "body of Things_Update"],
    ),
    ("/size/of/1}", "/size/of/one}", "Put: {", ["/size/of/one"]),
    ("size: {of: [1,", "size: {of: [[1],", "    PutThing:", ["/size/of/0/0", "body of Things_Put"]),
    (
        '{"$ref": "#/components/links/UpdateThing"}',
        "{operationId: Things_Update}",
        "Update: {",
        ["written in place", "components/links"],
    ),
]


@pytest.mark.parametrize(("old", "new", "at", "words"), BREACHES)
def test_a_link_that_misleads_is_told(linked: Small, old: str, new: str, at: str, words: list[str]) -> None:
    problems = [problem for problem in linked.change(old, new).lint() if problem.code != "S105"]
    assert {problem.code for problem in problems} == {"S117"}
    told = [problem for problem in problems if all(word in problem.message for word in words)]
    assert told, problems
    assert told[0].position == linked.line(at)


def test_what_is_wrong_in_every_version_is_told_once(linked: Small) -> None:
    linked.change("      parameters: {thingId: $request.path.thingId}\n", "")
    assert len(linked.lint()) == 1


def test_a_link_to_what_only_a_later_version_has_is_in_that_version_alone(linked: Small) -> None:
    linked.change("    put:\n", '    put:\n      x-since: "2"\n')
    linked.change(
        '            Look: {"$ref": "#/components/links/LookDeeper", x-since: "2"}\n',
        '            Look: {"$ref": "#/components/links/LookDeeper"}\n',
    )
    linked.change("path.thingId: $request.path.thingId, depth: 3}", "path.thingId: $request.path.thingId}")
    assert linked.lint() == []
    first, second = (linked.project(version) for version in ("1", "2"))
    assert "PutThing" not in first["components"]["links"]
    assert "PutThing" in second["components"]["links"]
    assert "Stored" not in first["components"]["schemas"]
    assert "ThingKey" not in first["components"]["parameters"]


@pytest.mark.parametrize(
    ("code", "old", "new", "words"),
    [
        ("S101", "      description: Change the thing.\n", "", ["link UpdateThing", "no description"]),
        ("S104", "#/components/links/UpdateThing", "#/components/links/ChangeThing", ["links/ChangeThing"]),
        (
            "S105",
            '          links:\n            Put: {"$ref": "#/components/links/PutThing"}\n',
            "",
            ["link PutThing"],
        ),
    ],
)
def test_the_rules_on_components_hold_for_links(linked: Small, code: str, old: str, new: str, words: list[str]) -> None:
    problems = [problem for problem in linked.change(old, new).lint() if problem.code == code]
    assert problems
    assert all(word in problems[0].message for word in words)


def test_a_link_that_takes_what_only_one_version_has_is_in_that_version_alone(linked: Small) -> None:
    linked.change("$response.body#/name} again", "$response.body#/weight} again")
    assert linked.lint() == []
    first, second = (linked.project(version)["components"]["links"] for version in ("1", "2"))
    assert "UpdateThing" in first
    assert "UpdateThing" not in second


def test_a_projection_has_the_links_of_its_version(linked: Small) -> None:
    linked.change('            Update: {"$ref": "#/components/links/UpdateThing"}\n', "")
    linked.change(
        '            Put: {"$ref": "#/components/links/PutThing"}\n',
        '            Look: {"$ref": "#/components/links/LookDeeper", x-since: "2"}\n',
    )
    first, second = (linked.project(version) for version in ("1", "2"))
    assert "links" not in first["components"]
    assert second["components"]["links"]["LookDeeper"] == {
        "operationId": "Things_Get",
        "description": "Look deeper into the thing.",
        "parameters": {"path.thingId": "$request.path.thingId", "depth": 3},
    }
    for document, links in ((first, None), (second, {"Look": {"$ref": "#/components/links/LookDeeper"}})):
        assert document["paths"]["/things/{thingId}"]["get"]["responses"]["200"].get("links") == links


def test_a_request_body_that_is_no_text_is_an_extension_in_a_projection(linked: Small) -> None:
    link = linked.project()["components"]["links"]["UpdateThing"]
    assert "requestBody" not in link
    assert link["x-request-body"] == {"name": "{$response.body#/name} again", "shape": {"kind": "circle"}}


def test_a_request_body_that_is_a_text_stays(linked: Small) -> None:
    linked.change(
        'requestBody: {name: "{$response.body#/name} again", shape: {kind: circle}}',
        "requestBody: $response.body#/name",
    )
    link = linked.project()["components"]["links"]["UpdateThing"]
    assert link["requestBody"] == "$response.body#/name"
    assert "x-request-body" not in link


def test_the_engine_sees_no_links(linked: Small) -> None:
    lowered = linked.parse().document
    assert "links" not in lowered["components"]
    assert "links" not in lowered["paths"]["/things/{thingId}"]["get"]["responses"]["200"]
