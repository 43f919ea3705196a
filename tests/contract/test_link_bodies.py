"""Links of the shipped documents, as their readers and as Schemathesis see them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from iotcentral_testkit import Emulator
from iotcentral_testkit.contract.schemathesis.link_bodies import with_link_bodies
from iotcentral_testkit.openapi.api import Api
from iotcentral_testkit.openapi.planes import all_versions
from schemathesis.generation.stateful.state_machine import StepOutput
from schemathesis.specs.openapi.stateful import collect_transitions
from schemathesis.specs.openapi.stateful.links import OpenApiLink

PREVIEW = "2022-10-31-preview"
LINKED = {"2022-07-31": 17, PREVIEW: 21, "2021-06-01": 4}
"""How many links of a document have a request body."""


def links_of(version: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = Api(version).content["components"].get("links", {})
    return found


def followed(version: str) -> Iterator[OpenApiLink]:
    """Iterate over the links that Schemathesis follows."""
    schema: Any = schemathesis.openapi.from_dict(with_link_bodies(Api(version).content))
    operations = [result.ok() for result in schema.get_all_operations()]
    for transitions in collect_transitions(operations).operations.values():
        yield from transitions.outgoing


@pytest.mark.parametrize("version", all_versions())
def test_readers_meet_no_request_body_that_is_not_a_text(version: str) -> None:
    links = links_of(version)
    assert [name for name, link in links.items() if not isinstance(link.get("requestBody", ""), str)] == []
    assert len([link for link in links.values() if "x-request-body" in link]) == LINKED.get(version, 0)


@pytest.mark.parametrize("version", LINKED)
def test_schemathesis_follows_every_link_with_its_request_body(version: str) -> None:
    links = links_of(version)
    uses = [
        (f"{operation.method} {operation.path}", status, name, links[use["$ref"].rsplit("/", 1)[-1]])
        for operation in Api(version).operations.values()
        for status, response in operation.node["responses"].items()
        for name, use in response.get("links", {}).items()
    ]
    found = {(link.source.label, link.status_code, link.name): link for link in followed(version)}
    assert found.keys() == {use[:3] for use in uses}
    for *place, link in uses:
        body = found[tuple(place)].body
        assert body == link["x-request-body"] if "x-request-body" in link else not isinstance(body, dict)


def test_a_request_body_is_filled_in_from_the_response_before() -> None:
    link = next(one for one in followed(PREVIEW) if one.name == "CreateDeviceOfFirstTemplate")
    with Emulator(devices=1) as emulator:
        case: Any = link.source.Case()
        response = case.call(
            base_url=emulator.url, params={"api-version": PREVIEW}, headers={"Authorization": emulator.token}
        )
    extracted = link.extract(StepOutput(response=response, case=case)).request_body
    assert extracted is not None
    assert extracted.value.ok() == {"template": response.json()["value"][0]["@id"], "simulated": True}
