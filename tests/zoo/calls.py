"""Calls of the operations of the zoo: what is sent for each, and what is made of the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from json import dumps
from typing import Any
from uuid import UUID

import httpx

__all__ = ["CALLS", "Call"]

CAGE = {"id": "north", "size": 3.5, "etag": "7"}
JSON = "application/json"


def json(content: Any, status: int = 200) -> httpx.Response:
    return httpx.Response(status, content=dumps(content), headers={"Content-Type": JSON})


@dataclass(frozen=True)
class Call:
    """A call of an operation.

    Attributes:
        operation: its operationId.
        call: calls it on a client, with the models; what it returns may have to be awaited.
        sent: method and target of the request.
        answer: creates the answer.
        value: returns what the call has to give, with the models.
        body: media type and content of the request; without it, there is none.
        headers: further headers of the request.
        note: what the call shows, if the operation has several.
    """

    operation: str
    call: Callable[[Any, Any], Any]
    sent: str
    answer: Callable[[], httpx.Response]
    value: Callable[[Any], object] = lambda _: None
    body: tuple[str, bytes] | None = None
    headers: dict[str, str] = field(default_factory=dict)
    note: str = ""


def nothing() -> httpx.Response:
    return httpx.Response(204)


def cage(models: Any) -> object:
    return models.Cage.from_dict(CAGE)


FIXED = "?version=1"
ALL = {
    "plain": "a&b",
    "shared": 1,
    "force": True,
    "number": 1.5,
    "flag": False,
    "day": date(2020, 2, 29),
    "moment": datetime(2020, 2, 29, 12, tzinfo=UTC),
    "unique": UUID("0b6f1f5e-6f0f-4d5c-9a55-0d6f0a6b1c11"),
    "colour": 'light "blue"',
    "legs": 4,
    "exploded": ["a", "b c"],
    "commas": ["sweet", "sour"],
    "spaces": [1, 2],
    "pipes": ["a", "b"],
    "x_text": "a b",
    "x_whole": 7,
    "x_flag": True,
    "x_day": date(2020, 2, 29),
    "x_several": ["a", "b"],
}
ALL_SENT = (
    "&shared=1&force=true&plain=a%26b&number=1.5&flag=false&day=2020-02-29&moment=2020-02-29T12%3A00%3A00Z"
    "&unique=0b6f1f5e-6f0f-4d5c-9a55-0d6f0a6b1c11&colour=light%20%22blue%22&legs=4&exploded=a&exploded=b%20c"
    "&commas=sweet%2Csour&spaces=1%202&pipes=a%7Cb"
)
ALL_HEADERS = {
    "x-mode": "quiet",
    "x-text": "a b",
    "x-whole": "7",
    "x-flag": "true",
    "x-day": "2020-02-29",
    "x-several": "a,b",
}

CAGES = [
    Call(
        "Cages_List",
        lambda zoo, _: zoo.cages.list(filter="size gt 3", orderby="size desc"),
        f"GET /v1/cages{FIXED}&filter=size%20gt%203&orderby=size%20desc",
        lambda: json({"value": [CAGE]}),
        lambda models: [cage(models)],
    ),
    Call("Cages_Get", lambda zoo, _: zoo.cages.get("a/b"), f"GET /v1/cages/a%2Fb{FIXED}", lambda: json(CAGE), cage),
    Call(
        "Cages_Exists",
        lambda zoo, _: zoo.cages.exists("north"),
        f"HEAD /v1/cages/north{FIXED}",
        lambda: httpx.Response(200, headers={"Content-Type": JSON, "Content-Length": "20"}),
    ),
    Call(
        "Cages_Create",
        lambda zoo, models: zoo.cages.create("north", models.Cage(size=3, key="k"), if_match='"7"'),
        f"PUT /v1/cages/north{FIXED}",
        lambda: json(CAGE, 201),
        cage,
        (JSON, b'{"size":3,"key":"k"}'),
        {"If-Match": '"7"'},
    ),
    Call(
        "Cages_Update",
        lambda zoo, models: zoo.cages.update("north", models.CagePatch(size=None, key="k")),
        f"PATCH /v1/cages/north{FIXED}",
        lambda: json(CAGE),
        cage,
        ("application/merge-patch+json", b'{"size":null,"key":"k"}'),
    ),
    Call("Cages_Remove", lambda zoo, _: zoo.cages.remove("north"), f"DELETE /v1/cages/north{FIXED}", nothing),
    Call(
        "Cages_Clean",
        lambda zoo, _: zoo.cages.begin_clean("north"),
        f"POST /v1/cages/north{FIXED}",
        lambda: json({**CAGE, "properties": {"provisioningState": "Succeeded"}}),
        lambda models: models.Cage.from_dict({**CAGE, "properties": {"provisioningState": "Succeeded"}}),
    ),
    Call("Cages_Open", lambda zoo, _: zoo.cages.open("north"), "POST /v1/cages/north/open", nothing),
]

PARAMETERS = [
    Call(
        "Parameters_Send",
        lambda zoo, _: zoo.parameters.send("a b", 7, ["a,b", "c"], plain="a"),
        "GET /v1/parameters/a%20b/7/a%2Cb,c/a%20b?mode=1&version=1&plain=a",
        nothing,
        headers={"X-Mode": "quiet", "Accept": JSON},
        note="only the required ones",
    ),
    Call(
        "Parameters_Send",
        lambda zoo, _: zoo.parameters.send("é", -1, ["a"], **ALL),
        f"GET /v1/parameters/%C3%A9/-1/a/a%20b?mode=1&version=1{ALL_SENT}",
        nothing,
        headers=ALL_HEADERS,
        note="all of them",
    ),
]

BODIES = [
    Call(
        "Bodies_SendOptional", lambda zoo, _: zoo.bodies.send_optional(), "POST /v1/bodies/optional", nothing, note="no"
    ),
    Call(
        "Bodies_SendOptional",
        lambda zoo, models: zoo.bodies.send_optional(models.Cage(size=3)),
        "POST /v1/bodies/optional",
        nothing,
        body=(JSON, b'{"size":3}'),
        note="yes",
    ),
    Call(
        "Bodies_SendInline",
        lambda zoo, models: zoo.bodies.send_inline(
            models.BodiesSendInlineBody(a="x", b=models.BodiesSendInlineBodyB(c=1))
        ),
        "POST /v1/bodies/inline",
        nothing,
        body=(JSON, b'{"a":"x","b":{"c":1}}'),
    ),
    Call(
        "Bodies_SendArray",
        lambda zoo, models: zoo.bodies.send_array([models.Cage(size=3), models.Cage()]),
        "POST /v1/bodies/array",
        nothing,
        body=(JSON, b'[{"size":3},{}]'),
    ),
    Call(
        "Bodies_SendMatrix",
        lambda zoo, _: zoo.bodies.send_matrix([[1, 2.5], ()]),
        "POST /v1/bodies/matrix",
        nothing,
        body=(JSON, b"[[1,2.5],[]]"),
    ),
    Call(
        "Bodies_SendMap",
        lambda zoo, models: zoo.bodies.send_map({"north": models.Cage(size=3)}),
        "POST /v1/bodies/map",
        nothing,
        body=(JSON, b'{"north":{"size":3}}'),
    ),
    Call(
        "Bodies_SendScalar",
        lambda zoo, _: zoo.bodies.send_scalar("x"),
        "POST /v1/bodies/scalar",
        nothing,
        body=("application/vnd.zoo+json", b'"x"'),
        note="a text",
    ),
    Call(
        "Bodies_SendScalar",
        lambda zoo, _: zoo.bodies.send_scalar(None),
        "POST /v1/bodies/scalar",
        nothing,
        body=("application/vnd.zoo+json", b"null"),
        note="null",
    ),
    Call(
        "Bodies_SendAnything",
        lambda zoo, _: zoo.bodies.send_anything({"a": [1]}),
        "POST /v1/bodies/anything",
        nothing,
        body=(JSON, b'{"a":[1]}'),
    ),
    Call(
        "Bodies_SendText",
        lambda zoo, _: zoo.bodies.send_text('é "x"'),
        "POST /v1/bodies/text",
        nothing,
        body=("text/plain", 'é "x"'.encode()),
    ),
    Call(
        "Bodies_SendBytes",
        lambda zoo, _: zoo.bodies.send_bytes(b"\x00\xff"),
        "POST /v1/bodies/bytes",
        nothing,
        body=("application/octet-stream", b"\x00\xff"),
    ),
    Call(
        "Bodies_SendImage",
        lambda zoo, _: zoo.bodies.send_image(b"\x89PNG"),
        "POST /v1/bodies/image",
        nothing,
        body=("image/png", b"\x89PNG"),
    ),
]


def text(content: str, media_type: str) -> httpx.Response:
    return httpx.Response(200, content=content.encode(), headers={"Content-Type": media_type})


def get(name: str, answer: Callable[[], httpx.Response], value: Callable[[Any], object], note: str = "") -> Call:
    accept = {
        "map": "application/vnd.zoo+json",
        "text": "text/plain",
        "bytes": "application/octet-stream",
        "image": "image/*",
    }
    return Call(
        f"Answers_Get{name.capitalize()}",
        lambda zoo, _: getattr(zoo.answers, f"get_{name}")(),
        f"GET /v1/answers/{name}",
        answer,
        value,
        headers={"Accept": accept.get(name, JSON)},
        note=note,
    )


ANSWERS = [
    get("inline", lambda: json({"a": "x"}), lambda models: models.AnswersGetInlineResponse(a="x")),
    get("either", lambda: json(CAGE), cage, "the one"),
    get("either", lambda: json({"ticket": "x"}, 202), lambda m: m.AnswersGetEither202Response(ticket="x"), "the other"),
    get("maybe", lambda: json(CAGE), cage, "a body"),
    get("maybe", nothing, lambda _: None, "none"),
    get("default", lambda: json(CAGE, 299), cage),
    get("range", lambda: json(CAGE, 201), cage, "the range"),
    get("range", nothing, lambda _: None, "the single status"),
    get("array", lambda: json([{"a": "x"}]), lambda models: [models.AnswersGetArrayResponseItem(a="x")]),
    get("map", lambda: json({"north": [CAGE]}), lambda models: {"north": [cage(models)]}),
    get("scalar", lambda: json(1), lambda _: 1, "a number"),
    get("scalar", lambda: json(None), lambda _: None, "null"),
    get("text", lambda: text("é", "text/plain; charset=utf-8"), lambda _: "é"),
    get("bytes", lambda: httpx.Response(200, content=b"\x00\xff"), lambda _: b"\x00\xff"),
    get("image", lambda: httpx.Response(200, content=b"\x89PNG"), lambda _: b"\x89PNG"),
    get("several", lambda: json(CAGE), cage),
]

ANIMAL = {"name": "x", "kind": "animal", "extra": 1}
MODELS = [
    Call(
        "Models_Put",
        lambda zoo, models: zoo.models.put(models.Animal(name="x", kind="animal", code="c")),
        "PUT /v1/models",
        lambda: json(ANIMAL),
        lambda models: models.Animal.from_dict(ANIMAL),
        (JSON, b'{"name":"x","kind":"animal","code":"c"}'),
    ),
    Call(
        "Models_GetFood",
        lambda zoo, _: zoo.models.get_food(),
        "GET /v1/models/food",
        lambda: json({"type": "hay", "bales": 3}),
        lambda models: models.Hay(bales=3),
        note="a known variant",
    ),
    Call(
        "Models_GetFood",
        lambda zoo, _: zoo.models.get_food(),
        "GET /v1/models/food",
        lambda: json({"type": "straw"}),
        lambda models: models.Food.from_dict({"type": "straw"}),
        note="an unknown variant",
    ),
]

CALLS = [*CAGES, *PARAMETERS, *BODIES, *ANSWERS, *MODELS]
