"""A large document of OpenAPI 3.1, as rich as the API of a social network, built the same in every run.

It is not the API of any network. It has what such documents have and small ones lack: hundreds of operations, lists with
cursors, many parameters, arrays of enumerations in queries, whose names may hold dots, objects that can be null,
answers that are written out, unions with a tag, and what answers include beside what was asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

__all__ = ["social"]

Node = dict[str, Any]


class Kind(NamedTuple):
    """A kind of things that people share.

    Attributes:
        name: in the singular.
        plural: as it stands in paths.
        members: name → schema, beside those that all have.
        expansions: what an answer can include.
        relations: lists that belong to one thing, name → what it holds.
        actions: what can be done with one thing and undone again.
    """

    name: str
    plural: str
    members: dict[str, Node]
    expansions: tuple[str, ...]
    relations: dict[str, str]
    actions: tuple[str, ...]


def _ref(name: str) -> Node:
    return {"$ref": f"#/components/schemas/{name}"}


def _or_null(name: str) -> Node:
    return {"anyOf": [_ref(name), {"type": "null"}]}


def _text(longest: int = 280) -> Node:
    return {"type": "string", "maxLength": longest}


def _texts(*values: str, title: str) -> Node:
    return {"type": "string", "title": title, "enum": list(values)}


_MOMENT: Node = {"type": "string", "format": "date-time"}
_MAYBE_TEXT: Node = {"type": ["string", "null"], "maxLength": 500}
_COUNT: Node = {"type": "integer", "format": "int64", "minimum": 0}

_AUTHOR = {"author_id": {"type": "string"}, "author": _ref("Person")}
_SUBSCRIBE = ("Follow", "Mute")

KINDS = (
    Kind(
        "Person",
        "people",
        {
            "handle": _text(15),
            "bio": _MAYBE_TEXT,
            "location": _or_null("Place"),
            "pinned_post_id": {"type": ["string", "null"]},
            "protected": {"type": "boolean", "default": False},
            "verified_as": {
                "title": "Verification",
                "x-known-values": ["person", "business", "government"],
                "type": "string",
            },
            "numbers": _ref("PersonNumbers"),
        },
        ("pinned_post", "location"),
        {"followers": "Person", "following": "Person", "posts": "Post", "mentions": "Post", "circles": "Circle"},
        ("Follow", "Mute", "Block"),
    ),
    Kind(
        "Post",
        "posts",
        {
            **_AUTHOR,
            "text": _text(),
            "attachments": {"type": "array", "items": _ref("Attachment"), "maxItems": 4},
            "reply_to": {"type": ["string", "null"]},
            "audience": _texts("everyone", "followers", "mentioned", title="Audience"),
            "place": _or_null("Place"),
            "poll": _or_null("Poll"),
            "language": {"type": "string", "default": "und"},
            "numbers": {
                "type": ["object", "null"],
                "title": "PostNumbers",
                "required": ["likes"],
                "properties": {"likes": _COUNT, "replies": _COUNT, "shares": _COUNT},
            },
        },
        ("author", "attachments.media", "poll", "place", "reply_to"),
        {"replies": "Post", "quotes": "Post", "likers": "Person", "sharers": "Person"},
        ("Like", "Bookmark", "Share", "Hide", "Pin"),
    ),
    Kind(
        "Circle",
        "circles",
        {**_AUTHOR, "title": _text(50), "about": _MAYBE_TEXT, "open": {"type": "boolean"}},
        ("author",),
        {"members": "Person", "posts": "Post", "moderators": "Person"},
        ("Join", "Mute", "Pin"),
    ),
    Kind(
        "Conversation",
        "conversations",
        {
            "title": _MAYBE_TEXT,
            "member_ids": {"type": "array", "items": {"type": "string"}, "minItems": 2},
            "last": _or_null("Message"),
        },
        ("members", "last"),
        {"messages": "Message", "members": "Person"},
        ("Archive", "Mute"),
    ),
    Kind(
        "Message",
        "messages",
        {**_AUTHOR, "text": _text(10000), "event": _ref("MessageEvent")},
        ("author", "event.media"),
        {"readers": "Person", "reactions": "Reaction"},
        ("Read", "Hide"),
    ),
    Kind(
        "Room",
        "rooms",
        {
            **_AUTHOR,
            "title": _text(70),
            "state": _texts("scheduled", "live", "ended", title="RoomState"),
            "starts_at": _MOMENT,
            "ended_at": {"type": ["string", "null"], "format": "date-time"},
            "ticketed": {"type": "boolean"},
        },
        ("author", "hosts", "speakers"),
        {"hosts": "Person", "speakers": "Person", "listeners": "Person", "posts": "Post"},
        ("Join", "Remind"),
    ),
    Kind(
        "Medium",
        "media",
        {
            "kind": _texts("photo", "video", "gif", title="MediumKind"),
            "alt": _MAYBE_TEXT,
            "width": _COUNT,
            "height": _COUNT,
            "duration": {"type": "number"},
        },
        ("author",),
        {"posts": "Post"},
        ("Hide",),
    ),
    Kind(
        "Poll",
        "polls",
        {"options": {"type": "array", "items": _ref("PollOption")}, "ends_at": _MOMENT},
        ("voters",),
        {"voters": "Person"},
        (),
    ),
    Kind(
        "Place",
        "places",
        {"title": _text(100), "country": _text(2), "box": {"type": "array", "items": {"type": "number"}}},
        (),
        {"posts": "Post"},
        ("Follow",),
    ),
    Kind(
        "Topic",
        "topics",
        {"title": _text(100), "about": _MAYBE_TEXT},
        ("posts",),
        {"posts": "Post", "followers": "Person"},
        _SUBSCRIBE,
    ),
    Kind(
        "Trend",
        "trends",
        {"title": _text(100), "rank": {"type": "integer", "format": "int32"}},
        ("topic",),
        {"posts": "Post"},
        ("Hide",),
    ),
    Kind(
        "Badge",
        "badges",
        {"title": _text(50), "icon": {"type": "string", "format": "uri"}},
        (),
        {"people": "Person"},
        (),
    ),
    Kind("Reaction", "reactions", {**_AUTHOR, "sign": _text(8)}, ("author",), {}, ()),
    Kind(
        "Campaign",
        "campaigns",
        {
            "title": _text(),
            "budget": {"type": ["number", "null"], "minimum": 0},
            "goal": _ref("Goal"),
            "paused": {"type": "boolean"},
        },
        ("posts", "goal"),
        {"posts": "Post", "reports": "Report"},
        ("Pause",),
    ),
    Kind(
        "Report",
        "reports",
        {"state": _texts("queued", "running", "done", "failed", title="ReportState"), "rows": _COUNT},
        (),
        {},
        (),
    ),
)
"""All kinds. Each has a list, a look-up of many, a search, and get, create, replace, change and remove of one."""

_PERIOD = ("start_time", "end_time")


def social() -> Node:
    """Return the document."""
    paths = {path: item for kind in KINDS for path, item in _paths(kind)}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Agora", "version": "2", "description": "A made-up network."},
        "servers": [{"url": "https://agora.example"}],
        "tags": [{"name": kind.plural, "description": f"All about {kind.plural}."} for kind in KINDS],
        "paths": paths,
        "components": {"schemas": dict(_schemas()), "parameters": dict(_parameters()), "responses": _RESPONSES},
    }


def _paths(kind: Kind) -> Iterator[tuple[str, Node]]:
    base, one = f"/2/{kind.plural}", f"/2/{kind.plural}/{{{kind.name.lower()}_id}}"
    fields = (
        [_use(f"{kind.name}Fields"), _use(f"{kind.name}Expansions")]
        if kind.expansions
        else [_use(f"{kind.name}Fields")]
    )
    cursor = [_use("MaxResults"), _use("PaginationToken")]
    id = _use(f"{kind.name}Id")
    yield (
        base,
        {
            "get": _operation(kind, f"List{kind.name}s", [*cursor, *fields], _page(kind.name)),
            "post": _operation(
                kind, f"Create{kind.name}", [_use("IdempotencyKey")], _one(kind.name), kind.name, status="201"
            ),
        },
    )
    yield f"{base}/by", {"get": _operation(kind, f"Lookup{kind.name}s", [_use("Ids"), *fields], _page(kind.name))}
    search = [
        _use(name) for name in ("Query", "StartTime", "EndTime", "SinceId", "UntilId", "SortOrder", "Languages", "Has")
    ]
    yield (
        f"{base}/search",
        {"get": _operation(kind, f"Search{kind.name}s", [*search, *cursor, *fields], _page(kind.name))},
    )
    yield (
        f"{base}/counts",
        {"get": _operation(kind, f"Count{kind.name}s", [_use("Query"), _use("Granularity")], _counts())},
    )
    yield (
        one,
        {
            "parameters": [id],
            "get": _operation(kind, f"Get{kind.name}", fields, _one(kind.name)),
            "put": _operation(kind, f"Replace{kind.name}", [_use("IfMatch")], _one(kind.name), kind.name),
            "patch": _operation(kind, f"Change{kind.name}", [], _one(kind.name), kind.name, patch=True),
            "delete": _operation(kind, f"Remove{kind.name}", [], None),
        },
    )
    for relation, other in kind.relations.items():
        name = f"List{kind.name}{relation.capitalize()}"
        yield f"{one}/{relation}", {"get": _operation(kind, name, [id, *cursor, _use(f"{other}Fields")], _page(other))}
    for action in kind.actions:
        yield (
            f"{one}/{action.lower()}",
            {
                "post": _operation(kind, f"{action}{kind.name}", [id], _state()),
                "delete": _operation(kind, f"Undo{action}{kind.name}", [id], _state()),
            },
        )


def _use(parameter: str) -> Node:
    return {"$ref": f"#/components/parameters/{parameter}"}


def _operation(
    kind: Kind,
    name: str,
    parameters: list[Node],
    answer: Node | None,
    body: str = "",
    *,
    status: str = "200",
    patch: bool = False,
) -> Node:
    made: Node = {"tags": [kind.plural], "operationId": name[:1].lower() + name[1:], "parameters": parameters}
    if patch:
        content: Node = {"application/merge-patch+json": {"schema": {"x-merge-patch-of": body}}}
    else:
        content = {"application/json": {"schema": _ref(body)}}
    if body:
        made["requestBody"] = {"required": True, "content": content}
    success: Node = {"description": "What was asked for."}
    if answer is not None:
        success["content"] = {"application/json": {"schema": answer}}
    problem = {"$ref": "#/components/responses/Problem"}
    made["responses"] = {status if answer else "204": success, "429": problem, "default": problem}
    if not parameters:
        del made["parameters"]
    return made


def _one(name: str) -> Node:
    """Return the answer with one thing, written out."""
    return {
        "type": "object",
        "properties": {
            "data": _ref(name),
            "includes": _ref("Includes"),
            "errors": {"type": "array", "items": _ref("Problem")},
        },
    }


def _page(name: str) -> Node:
    """Return the answer with a page of things, written out; the next page has a cursor, and no link."""
    return {
        "type": "object",
        "properties": {
            "data": {"type": "array", "items": _ref(name)},
            "includes": _ref("Includes"),
            "errors": {"type": "array", "items": _ref("Problem")},
            "meta": _ref("Meta"),
        },
    }


def _counts() -> Node:
    return {"type": "object", "required": ["data"], "properties": {"data": {"type": "array", "items": _ref("Bucket")}}}


def _state() -> Node:
    return {"type": "object", "properties": {"data": _ref("ActionState")}}


def _parameters() -> Iterator[tuple[str, Node]]:
    def query(name: str, schema: Node, **more: Any) -> Node:
        return {"name": name, "in": "query", "schema": schema, **more}

    def several(name: str, title: str, values: list[str]) -> Node:
        return query(
            name,
            {"type": "array", "uniqueItems": True, "items": _texts(*values, title=title)},
            explode=False,
            style="form",
        )

    for kind in KINDS:
        id = f"{kind.name.lower()}_id"
        yield (
            f"{kind.name}Id",
            {"name": id, "in": "path", "required": True, "schema": {"type": "string", "pattern": "^[0-9]{1,19}$"}},
        )
        fields = ["id", "created_at", *kind.members]
        yield f"{kind.name}Fields", several(f"{kind.name.lower()}.fields", f"{kind.name}Field", fields)
        if kind.expansions:
            yield f"{kind.name}Expansions", several("expansions", f"{kind.name}Expansion", list(kind.expansions))
    yield (
        "MaxResults",
        query("max_results", {"type": "integer", "format": "int32", "minimum": 10, "maximum": 100, "default": 10}),
    )
    yield "PaginationToken", query("pagination_token", {"type": "string", "minLength": 16})
    yield (
        "Ids",
        query(
            "ids",
            {"type": "array", "minItems": 1, "maxItems": 100, "items": {"type": "string"}},
            required=True,
            explode=False,
        ),
    )
    yield "Query", query("query", _text(4096), required=True)
    yield "StartTime", query("start_time", _MOMENT)
    yield "EndTime", query("end_time", _MOMENT)
    yield "SinceId", query("since_id", {"type": "string"})
    yield "UntilId", query("until_id", {"type": "string"})
    yield "SortOrder", query("sort_order", _texts("recency", "relevancy", title="SortOrder"))
    yield "Languages", query("lang", {"type": "array", "items": {"type": "string"}}, explode=True)
    yield "Has", several("has", "Content", ["media", "links", "poll", "place"])
    yield (
        "Granularity",
        query(
            "granularity",
            {"type": "string", "title": "Granularity", "enum": ["minute", "hour", "day"], "default": "hour"},
        ),
    )
    yield "IdempotencyKey", {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string", "format": "uuid"}}
    yield "IfMatch", {"name": "If-Match", "in": "header", "schema": {"type": "string"}, "x-role": "etag"}


def _schemas() -> Iterator[tuple[str, Node]]:
    for kind in KINDS:
        own = {"id": {"type": "string", "readOnly": True}, "created_at": {**_MOMENT, "readOnly": True}}
        yield kind.name, {"type": "object", "properties": {**own, **kind.members}}
    yield (
        "PersonNumbers",
        {
            "type": "object",
            "properties": {name: {**_COUNT, "readOnly": True} for name in ("followers", "following", "posts")},
        },
    )
    yield (
        "PollOption",
        {
            "type": "object",
            "required": ["label"],
            "properties": {"label": _text(25), "votes": _COUNT, "position": _COUNT},
        },
    )
    yield (
        "Includes",
        {
            "type": "object",
            "properties": {kind.plural: {"type": "array", "items": _ref(kind.name)} for kind in KINDS[:9]},
        },
    )
    yield (
        "Meta",
        {
            "type": "object",
            "properties": {
                "next_token": {"type": ["string", "null"]},
                "previous_token": {"type": "string"},
                "result_count": _COUNT,
            },
        },
    )
    yield (
        "Bucket",
        {
            "type": "object",
            "required": ["start", "end", "count"],
            "properties": {"start": _MOMENT, "end": _MOMENT, "count": _COUNT},
        },
    )
    yield "ActionState", {"type": "object", "properties": {"done": {"type": "boolean"}, "pending": {"type": "boolean"}}}
    yield from _union(
        "Attachment",
        "type",
        {
            "photo": {"media_id": {"type": "string"}, "tagged_ids": {"type": "array", "items": {"type": "string"}}},
            "video": {"media_id": {"type": "string"}, "preview": {"type": ["string", "null"], "format": "uri"}},
            "link": {"url": {"type": "string", "format": "uri"}, "title": _MAYBE_TEXT},
        },
    )
    yield from _union(
        "MessageEvent",
        "event_type",
        {
            "created": {"text": _text(10000)},
            "joined": {"person_id": {"type": "string"}},
            "left": {"person_id": {"type": "string"}, "removed_by": {"type": ["string", "null"]}},
        },
    )
    yield from _union(
        "Goal", "kind", {"reach": {"people": _COUNT}, "clicks": {"url": {"type": "string", "format": "uri"}}}
    )
    yield from _union(
        "Problem",
        "type",
        {
            "about:blank": {},
            "https://agora.example/problems/invalid-request": {
                "parameters": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}}
            },
            "https://agora.example/problems/resource-not-found": {
                "resource_id": {"type": "string"},
                "resource_type": {"type": "string"},
            },
            "https://agora.example/problems/usage-capped": {"period": _texts("day", "month", title="CappedPeriod")},
        },
        {"title": {"type": "string"}, "detail": {"type": "string"}, "status": {"type": "integer", "format": "int32"}},
    )


def _union(
    name: str, tag: str, variants: dict[str, dict[str, Node]], shared: dict[str, Node] | None = None
) -> Iterator[tuple[str, Node]]:
    """Iterate over the schemas of a union with a tag: its own and those of its variants."""
    names = {
        value: "".join(word.capitalize() for word in value.rpartition("/")[2].replace(":", "-").split("-")) + name
        for value in variants
    }
    mapping = {value: f"#/components/schemas/{variant}" for value, variant in names.items()}
    yield (
        name,
        {
            "type": "object",
            "required": [tag],
            "properties": {tag: {"type": "string"}, **(shared or {})},
            "oneOf": [{"$ref": reference} for reference in mapping.values()],
            "discriminator": {"propertyName": tag, "mapping": mapping},
        },
    )
    for value, members in variants.items():
        yield (
            names[value],
            {"type": "object", "required": [tag], "properties": {tag: {"type": "string", "const": value}, **members}},
        )


_RESPONSES: Node = {
    "Problem": {
        "description": "A problem.",
        "headers": {"x-rate-limit-reset": {"schema": {"type": "integer", "format": "int64"}}},
        "content": {"application/json": {"schema": _ref("Problem")}},
    }
}
