"""Checks of unions: a value keeps its variant."""

from __future__ import annotations

from ...openapi.api import Api
from ...openapi.families import Family
from ...openapi.json_places import ABSENT, at, place_name
from ...openapi.schema_facts import has_union, tagged
from ..fixtures.check_context import CheckContext
from .rules import rule


def _over(api: Api) -> list[tuple[Family, tuple[str, ...]]]:
    return [
        (family, (family.create.id, family.get.id))
        for family in api.families
        if family.stores and has_union(api, family.create.body_schema or {})
    ]


@rule(
    "IC309",
    "A union is returned with the discriminator that was sent",
    source="the document: discriminators",
    over=_over,
)
def same_tag(context: CheckContext, family: Family) -> None:
    """Create one item of every kind; compare the discriminators, and look for the members of each variant."""
    schema = family.create.body_schema or {}
    for body in context.factory.bodies(family):
        item = context.create(family, body)
        read = context.read(item)
        for answer in (item.exchange, read):
            for value in tagged(context.api, schema, item.sent):
                place = place_name(value.keys)
                found = at(answer.json, (*value.keys, value.tag))
                context.expect(
                    found == value.kind,
                    f"{value.tag} of {place or 'the body'} was sent as {value.kind!r} and is returned as {found!r}",
                    item.exchange,
                    read,
                    subject=f"{place} {value.kind}".strip(),
                )
                for name in value.members:
                    context.expect(
                        at(answer.json, (*value.keys, name)) is not ABSENT,
                        f"{name} of {place or 'the body'} was sent with {value.kind!r} and is not returned",
                        item.exchange,
                        read,
                        subject=f"{place} {value.kind} {name}".strip(),
                    )
        context.discard(item)
