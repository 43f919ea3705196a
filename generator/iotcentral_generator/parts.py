"""Parts: what a plan consists of, as plain data; the templates read these and decide nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from .forms import Form

__all__ = [
    "FINAL_STATES",
    "ROLES",
    "Alias",
    "Carrier",
    "Enumeration",
    "Member",
    "Model",
    "Operation",
    "PackagePlan",
    "Parameter",
    "Resource",
]


@dataclass(frozen=True)
class Member:
    """A member of a model. `own` says whether the class declares it itself, rather than its union's base."""

    key: str
    attribute: str
    form: Form
    about: str
    required: bool
    read_only: bool
    secret: bool
    own: bool = True

    @property
    def annotation(self) -> str:
        """The type of the attribute."""
        if self.form.scalar == "any":
            return "Any"
        return self.form.annotation if self.required and not self.read_only else f"{self.form.annotation} | Unset"


@dataclass(frozen=True)
class Model:
    """An object of the API.

    Attributes:
        base: the union that it is a variant of.
        tag: for a variant and for a union, the member that tells the variants apart.
        variants: for a union, tag value → class.
        additional: the form of the members that have no name of their own, if the document says what they are.
        cyclic: the classes that have to be imported late, because they import this one.
        patch: the class of its merge patches, if the document has them.
    """

    name: str
    module: str
    about: str
    members: tuple[Member, ...]
    base: str | None = None
    tag: Member | None = None
    variants: dict[str, str] = field(default_factory=dict)
    additional: Form | None = None
    cyclic: frozenset[str] = frozenset()
    patch: str | None = None

    @property
    def own_members(self) -> list[Member]:
        """The members that the class declares itself."""
        return [m for m in self.members if m.own]

    @property
    def forms(self) -> list[Form]:
        """The forms of everything that is decoded."""
        return [m.form for m in self.members] + ([self.additional] if self.additional else [])

    @property
    def classes(self) -> list[str]:
        """The other classes that it names."""
        named = {name for form in self.forms for name in form.classes} | ({self.base} if self.base else set())
        return sorted(named - {self.name})

    @property
    def late(self) -> list[str]:
        """The classes that are imported when they are needed."""
        return sorted(self.cyclic | ({self.patch} if self.patch else set()))

    @property
    def decoders(self) -> list[str]:
        """The functions of `iotcentral._core.decoding` that its `decode` calls."""
        needed = {"any": {"member", "anything"}, "int": {"member", "integer"}}
        found = {"wrong"} | ({"only_texts"} if any(m.form.decoder == "texts" for m in self.members) else set())
        for form in (member.form for member in self.members):
            found |= needed.get(form.scalar, set()) if form.scalar else {"member", *form.helpers}
        if self.additional:
            found |= {"member", *self.additional.helpers}
        return sorted(found)

    @property
    def made_decoders(self) -> dict[str, str]:
        """The decoders that are put together once, when the module loads: name → expression.

        Those that need a class that is not there yet are put together where they are used.
        """
        missing = self.cyclic | {self.name}
        composite = [m for m in self.members if "(" in m.form.decoder and not m.form.scalar]
        return {f"_decode_{m.attribute}": m.form.decoder for m in composite if not m.form.classes & missing}

    def decoder(self, member: Member) -> str:
        """Return the expression for a member's decoder."""
        name = f"_decode_{member.attribute}"
        return name if name in self.made_decoders else member.form.decoder

    @property
    def modules(self) -> list[str]:
        """The modules of the standard library that its annotations name."""
        return sorted({name for m in self.own_members for name in m.form.modules})


@dataclass(frozen=True)
class Enumeration:
    """A set of strings; an open one accepts others too. `values` are (constant, value, description)."""

    name: str
    module: str
    about: str
    open: bool
    values: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Alias:
    """A named schema that is neither an object nor an enumeration."""

    name: str
    module: str
    about: str
    form: Form


ROLES = {
    "application": "str | ApplicationResource",
    "etag": "IfMatch",
    "filter": "str | Filter",
    "orderby": "str | OrderBy | Field",
}
"""What a parameter is to the runtime (`x-role`) → the type that a caller may give for it."""


FINAL_STATES = ("azure-async-operation", "location", "original-uri")
"""Where the result of a long-running operation is read in the end (`final-state-via`)."""


@dataclass(frozen=True)
class Parameter:
    """A parameter of an operation, or a member of its body that methods take like one (`place` is then `body`).

    Attributes:
        role: one of `ROLES`, or empty.
        client: whether the client knows the value, so that methods do not take it.
    """

    key: str
    attribute: str
    place: str
    form: Form
    values: tuple[str, ...]
    required: bool
    about: str
    joined: bool = False
    role: str = ""
    client: bool = False

    @property
    def annotation(self) -> str:
        """The type that a caller may give."""
        form = self.form
        text = f"Sequence[{form.item}]" if form.is_list else form.annotation
        if self.values:
            literals = ", ".join(f'"{value}"' for value in self.values)
            text = f"models.{form.annotation} | Literal[{literals}]"
        text = ROLES.get(self.role, text)
        return text if self.required else f"{text} | Unset"

    @property
    def value(self) -> str:
        """The expression that is sent."""
        if self.client:
            return f'self._parameter("{self.key}")'
        if self.role == "etag":
            return f"etag_header({self.attribute})"
        return f"comma_separated({self.attribute})" if self.joined else self.attribute


@dataclass(frozen=True)
class Carrier:
    """The operation of another API that carries an operation out, and where its values come from.

    Attributes:
        id: its operationId.
        fixed: query parameters that have one value only.
        host: the parameter here that says where the other API is asked.
        parameters: its parameters → those here; `query`: which of them are in the query.
        members: members of its body → those here; None: the body goes as it is.
        same: parameters here that must be the same as another here.
        tags: parameters here → the place in the body that they tell.
        returns: members of its answer → those here.
        first: the array of its answer whose first item is the result.
    """

    id: str
    method: str
    path: str
    fixed: dict[str, str]
    host: str
    parameters: dict[str, str]
    query: list[str]
    members: dict[str, str] | None
    same: dict[str, str]
    tags: dict[str, str]
    returns: dict[str, str]
    first: str | None


@dataclass(frozen=True)
class Operation:
    """An operation.

    Attributes:
        results: status → form of the body, None where there is none.
        returned: what the result is, in words.
        body: form of the request body.
        media_type: of the request body.
        items: for a list that comes in pages, the attribute of the items; `next_link`: that of the link.
        item: for a list that comes in pages, the form of an item.
        rate: which of the document's rates (`x-rates`) it is counted at.
        fields: query parameter → the fields that an expression in it may be about.
        dynamic: whether the body may be given as plain JSON, which is checked then.
        successor: for a deprecated operation, the method that takes its place.
        final_state: for a long-running operation, where its result is read in the end (one of `FINAL_STATES`).
        payload: for a trigger, the form of what it sends.
        carrier: what carries it out, if that is an operation of another API.
    """

    id: str
    constant: str
    method_name: str
    method: str
    path: str
    summary: str
    about: str
    deprecated: bool
    parameters: tuple[Parameter, ...]
    results: dict[str, Form | None]
    returned: str
    body: Form | None = None
    body_about: str = ""
    media_type: str | None = None
    items: str | None = None
    next_link: str | None = None
    item: Form | None = None
    rate: str = "default"
    fields: dict[str, list[str]] = field(default_factory=dict)
    dynamic: bool = False
    successor: str | None = None
    final_state: str | None = None
    payload: Form | None = None
    carrier: Carrier | None = None

    @property
    def kind(self) -> str:
        """The class of the runtime that describes it."""
        if self.payload:
            return "Trigger"
        if self.final_state:
            return "LongRunningOperation"
        return f"{'Carried' if self.carrier else ''}{'Paged' if self.item else ''}Operation"

    @property
    def methods(self) -> list[str]:
        """The methods that it becomes."""
        return [f"begin_{self.method_name}", f"resume_{self.method_name}"] if self.final_state else [self.method_name]

    @property
    def result(self) -> Form | None:
        """The form of the result."""
        return next((form for form in self.results.values() if form), None)

    @property
    def value(self) -> Form | None:
        """The form of what the method gives, of a list that of an item."""
        return self.payload or self.item or self.result

    def at(self, place: str) -> list[Parameter]:
        """Return the parameters of one place: `path`, `query`, `header` or `body`."""
        return [p for p in self.parameters if p.place == place]

    @property
    def positional(self) -> list[Parameter]:
        """The parameters that are given by position."""
        return [p for p in self.at("path") if not p.client]

    @property
    def keywords(self) -> list[Parameter]:
        """The parameters that are given by keyword: required ones first."""
        return sorted((p for p in self.parameters if p.place != "path"), key=lambda p: not p.required)

    @property
    def signature(self) -> list[str]:
        """The parameters of the method, as they are written."""
        written = ["self", *(f"{p.attribute}: {p.annotation}" for p in self.positional)]
        if self.body:
            written.append(f"body: {self._body_annotation(self.body)}")
        if self.keywords:
            written.append("*")
        return written + [f"{p.attribute}: {p.annotation}{'' if p.required else ' = UNSET'}" for p in self.keywords]

    def _body_annotation(self, body: Form) -> str:
        if not self.dynamic:
            return f"models.{body.annotation}"
        return f"models.{body.annotation} | Mapping[str, Any]" if body.classes else "Mapping[str, Any]"

    @property
    def sent(self) -> list[str]:
        """The arguments with which the method hands itself to the session, as they are written."""
        written = [f"operations.{self.constant}"]
        if self.payload:
            return [*written, f"values={_pairs(self.parameters)}"]
        for place, name in (("path", "path"), ("query", "query"), ("header", "headers"), ("body", "body")):
            written += [f"{name}={_pairs(found)}"] if (found := self.at(place)) else []
        return written + (["body=body"] if self.body else [])


def _pairs(parameters: Iterable[Parameter]) -> str:
    return "{" + ", ".join(f'"{p.key}": {p.value}' for p in parameters) + "}"


@dataclass(frozen=True)
class Resource:
    """The operations of one prefix of operationIds; `own`: those without one, which are the client's own methods."""

    name: str
    attribute: str
    about: str
    operations: tuple[Operation, ...]
    own: bool = False

    @property
    def kinds(self) -> list[str]:
        """The classes of the runtime that describe its operations."""
        return sorted({operation.kind for operation in self.operations})


@dataclass(frozen=True)
class PackagePlan:
    """Everything that is written for one api-version."""

    api_version: str
    fixed: dict[str, str]
    rates: dict[str, dict[str, float]]
    models: tuple[Model, ...]
    enumerations: tuple[Enumeration, ...]
    aliases: tuple[Alias, ...]
    resources: tuple[Resource, ...]

    @property
    def own(self) -> Resource | None:
        """The operations that are methods of the client itself."""
        return next((resource for resource in self.resources if resource.own), None)

    @property
    def shape(self) -> str:
        """What the client consists of, in words."""
        shapes = {True: "its operations are its methods", False: "one attribute for each resource"}
        return ", and ".join(told for own, told in shapes.items() if any(r.own is own for r in self.resources))

    @property
    def exports(self) -> dict[str, str]:
        """The public names of the models, each with its module."""
        things: list[Model | Enumeration | Alias] = [*self.models, *self.enumerations, *self.aliases]
        found = {thing.name: thing.module for thing in things}
        found |= {f"Unknown{m.name}": m.module for m in self.models if m.variants}
        return dict(sorted(found.items()))
