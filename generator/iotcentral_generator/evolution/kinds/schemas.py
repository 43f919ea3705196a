"""Kinds of change of schemas and their members."""

from __future__ import annotations

from .kind import ChangeKind, kind

__all__ = ["SCHEMA_KINDS"]

SCHEMA_KINDS: tuple[ChangeKind, ...] = (
    kind("schema-added", "new schema", "servers", "", "", "Use it where it helps."),
    kind("schema-removed", "the schema is gone", "callers", "readers", "name accepts gives", "Stop using its model."),
    kind("schema-renamed", "the schema has another name", "callers", "readers", "name accepts gives is", "Use the model by its new name."),
    kind("member-added", "new member", "servers", "servers", "", "Use it where it helps."),
    kind("member-added-required", "new required member", "callers stored", "servers", "call", "Pass it; data that is stored without it has to be completed."),
    kind("member-removed", "the member is gone", "callers stored", "readers servers", "name accepts gives call", "Stop reading and passing it."),
    kind("member-renamed", "the member has another name", "callers stored servers", "readers servers", "name accepts gives call", "Use it under its new name."),
    kind("member-became-required", "the member became required", "callers stored", "servers", "call", "Pass it; data that is stored without it has to be completed."),
    kind("member-became-optional", "the member became optional", "servers", "readers", "gives", "Check for `UNSET` before it is used."),
    kind("became-read-only", "the member became read-only", "callers", "", "name accepts call gives", "Stop passing it; the service sets it."),
    kind("no-longer-read-only", "the member can be set now", "servers", "", "gives call", "Pass it where it helps."),
    kind("became-write-only", "the member is no longer answered", "", "readers servers", "gives", "Stop reading it from answers."),
    kind("no-longer-write-only", "the member is answered now", "", "servers", "gives", "Read it where it helps."),
    kind("mutability-changed", "the member can be set at other times", "callers servers", "readers servers", "", "Pass it only where it can be set."),
    kind("backfill-changed", "what older data has for a required member is another value", "", "readers servers", "", "Expect the new value in what was stored before the member was required."),
    kind("became-secret", "the member became a secret, which is not shown", "", "readers", "", "Stop logging it; `repr` hides it."),
    kind("no-longer-secret", "the member is no longer a secret, and is shown", "", "readers", "", "Check where `repr` goes."),
    kind("always-held", "every answer holds the member", "servers", "servers", "", "Read it without a check for `UNSET`."),
    kind("no-longer-always-held", "an answer can lack the member", "", "readers", "gives", "Check for `UNSET` before it is used."),
    kind("deprecated", "the member or schema is deprecated", "callers", "readers", "", "Plan to stop using it."),
    kind("undeprecated", "the member or schema is no longer deprecated", "", "", "", "Nothing has to be done."),
    kind("became-nullable", "the value may be null", "servers", "readers", "gives", "Check for `None` before it is used."),
    kind("no-longer-nullable", "the value may no longer be null", "callers stored", "servers", "accepts", "Leave it out instead of passing `None`."),
    kind("type-changed", "the value has another type", "callers stored servers", "readers servers", "accepts gives name call is", "Pass and read the new type."),
    kind("format-changed", "the value has another format", "callers stored servers", "readers servers", "accepts gives", "Pass and read the new format."),
    kind("items-added", "the items of the array are described now", "callers stored", "servers", "accepts gives", "Pass items of that kind."),
    kind("items-removed", "the items of the array are no longer described", "servers", "readers", "accepts gives", "Read items of any kind."),
    kind("additional-members-refused", "members without a name of their own are refused now", "callers stored", "servers", "accepts gives", "Stop passing them."),
    kind("additional-members-allowed", "members without a name of their own are allowed now", "servers", "readers", "accepts gives", "Expect members that the model does not name."),
    kind("additional-members-described", "members without a name of their own have a type now", "callers stored", "servers", "accepts gives", "Pass values of that type."),
    kind("additional-members-undescribed", "members without a name of their own have no type any more", "servers", "readers", "accepts gives", "Read values of any type."),
    kind("union-added", "the object became one of several variants", "callers stored", "readers", "accepts gives name call is", "Pass and read the variants."),
    kind("union-removed", "the object is no longer one of several variants", "callers stored servers", "readers servers", "accepts gives name call is", "Use the plain model."),
    kind("variant-added", "new variant of a union", "servers", "readers", "", "Handle it where variants are told apart; older code sees `Unknown…`."),
    kind("variant-removed", "a variant of a union is gone", "callers stored", "servers", "name is", "Stop passing it."),
    kind("tag-changed", "another member tells the variants apart", "callers stored servers", "readers servers", "name accepts gives call", "The models follow; change what reads or writes JSON by hand."),
    kind("tag-value-changed", "a variant has another tag", "callers stored servers", "readers servers", "", "The models follow; change what reads or writes the tag by hand."),
    kind("alternatives-changed", "the value is one of other alternatives", "callers stored servers", "readers servers", "accepts gives", "Pass and read the new alternatives."),
    kind("schema-keyword-changed", "a keyword of the schema changed that has no kind of its own", "callers stored servers", "readers servers", "accepts gives", "Read both documents."),
)  # fmt: skip
