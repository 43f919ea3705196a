"""Plans of operations and their parameters, as plain data; the templates read these and decide nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from .python_types import PythonType, union
from .source import literal

__all__ = ["CarrierPlan", "OperationPlan", "ParameterPlan", "helper"]

_ROLE_ANNOTATIONS = {
    "application": "str | ApplicationResource",
    "etag": "IfMatch",
    "filter": "str | Filter",
    "orderby": "str | OrderBy | Field",
}
"""Role of a parameter in the runtime (`x-role`) → the type that a caller may pass for it."""


@dataclass(frozen=True)
class ParameterPlan:
    """A parameter of an operation, or a member of its body that methods take as one (`place` is then `body`).

    Attributes:
        key: its name in the document.
        attribute: its name in Python.
        place: `path`, `query`, `header` or `body`.
        delimiter: what separates the items of an array that is sent as one value; empty if each is sent on its own.
        role: one of `document.marks.ROLES`, or empty.
        client: whether the client knows the value, so that methods do not take it.
        given: the name in Python that the document gives.
    """

    key: str
    attribute: str
    place: str
    type: PythonType
    required: bool
    description: str
    delimiter: str = ""
    role: str = ""
    client: bool = False
    given: str = ""

    @property
    def annotation(self) -> str:
        """The type that a caller may pass."""
        text = _ROLE_ANNOTATIONS.get(self.role, self.type.accepted)
        return text if self.required else f"{text} | Unset"

    def argument(self, shadowed: Collection[str]) -> str:
        """Return the expression for the value that is sent; `shadowed`: as of `helper`."""
        if self.client:
            return f"self._parameter({literal(self.key)})"
        if self.role == "etag":
            return f"{helper('etag_header', shadowed)}({self.attribute})"
        if self.delimiter == ",":
            return f"{helper('comma_separated', shadowed)}({self.attribute})"
        if self.delimiter:
            return f"{helper('joined', shadowed)}({literal(self.delimiter)}, {self.attribute})"
        return self.attribute


@dataclass(frozen=True)
class CarrierPlan:
    """The operation of another API that carries an operation out, and the sources of its values.

    Attributes:
        id: its operationId.
        fixed: query parameters with a single value.
        host: the parameter here that holds the address of the other API.
        parameters: its parameters → those here.
        query: the names of its parameters that are in the query.
        members: members of its body → those here; None: the body is sent unchanged.
        same: parameters here that must be equal to another one here.
        tags: parameters here → the place in the body that they fill in.
        returns: members of its response → those here.
        first: the array of its response whose first item is the result.
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
class OperationPlan:
    """An operation, and the methods that it becomes.

    Attributes:
        id: its operationId.
        constant: its name in the module of operations.
        method_name: its name among the methods.
        method: the HTTP method.
        results: status, or `ANY_SUCCESS`, → type of the response body, None where there is none.
        returned: the description of the result.
        body: type of the request body.
        body_required: whether a call needs the body.
        media_type: of the request body.
        fixed: the query parameters with a single value, if they are not those of the package (`PackagePlan.fixed`).
        headers: the headers with a single value, if there are others than an `Accept` of JSON.
        items: for a paged list, the attribute of the items.
        next_link: for a paged list, the attribute of the link to the next page.
        item: for a paged list, the type of an item.
        rate: the rate of the document (`x-rates`) at which it is counted.
        fields: query parameter → the fields that an expression in it may name.
        dynamic: whether the body may be plain JSON, which is then checked.
        successor: for a deprecated operation, the method that replaces it.
        final_state: for a long-running operation, where its result is read (one of `document.marks.FINAL_STATES`).
        payload: for a trigger, the type of what it sends.
        carrier: the operation of another API that carries it out, if there is one.
    """

    id: str
    constant: str
    method_name: str
    method: str
    path: str
    summary: str
    description: str
    deprecated: bool
    parameters: tuple[ParameterPlan, ...]
    results: dict[str, PythonType | None]
    returned: str
    body: PythonType | None = None
    body_description: str = ""
    body_required: bool = True
    media_type: str | None = None
    fixed: dict[str, str] | None = None
    headers: dict[str, str] = field(default_factory=dict)
    items: str | None = None
    next_link: str | None = None
    item: PythonType | None = None
    rate: str = "default"
    fields: dict[str, list[str]] = field(default_factory=dict)
    dynamic: bool = False
    successor: str | None = None
    final_state: str | None = None
    payload: PythonType | None = None
    carrier: CarrierPlan | None = None

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
        """The names of the methods that it becomes."""
        return [f"begin_{self.method_name}", f"resume_{self.method_name}"] if self.final_state else [self.method_name]

    @property
    def value(self) -> PythonType | None:
        """The type of what the method returns; of a paged list, that of an item."""
        if self.payload or self.item:
            return self.payload or self.item
        found = [result for result in self.results.values() if result]
        if not found:
            return None
        value = union(found)
        return value.or_none() if len(found) < len(self.results) and not self.final_state else value

    @property
    def is_content(self) -> bool:
        """Whether what a method returns is never decoded."""
        return all(result is None or result.content for result in self.results.values())

    @property
    def positional(self) -> list[ParameterPlan]:
        """The positional parameters, in path order."""
        return [parameter for parameter in self._at("path") if not parameter.client]

    @property
    def keywords(self) -> list[ParameterPlan]:
        """The keyword-only parameters, required ones first."""
        return sorted((p for p in self.parameters if p.place != "path"), key=lambda p: not p.required)

    @property
    def signature(self) -> list[str]:
        """The parameters of the method, as source text."""
        written = ["self", *(f"{p.attribute}: {p.annotation}" for p in self.positional)]
        if self.body:
            optional = "" if self.body_required else " | Unset = UNSET"
            written.append(f"body: {self._body_annotation(self.body)}{optional}")
        if self.keywords:
            written.append("*")
        return written + [f"{p.attribute}: {p.annotation}{'' if p.required else ' = UNSET'}" for p in self.keywords]

    def arguments(self, shadowed: Collection[str] = ()) -> list[str]:
        """Return the arguments that the method passes to the session, as source text; `shadowed`: as of `helper`."""
        written = [f"{helper('operations', shadowed)}.{self.constant}"]
        if self.payload:
            return [*written, f"values={_pairs(self.parameters, shadowed)}"]
        for place, name in (("path", "path"), ("query", "query"), ("header", "headers"), ("body", "body")):
            written += [f"{name}={_pairs(found, shadowed)}"] if (found := self._at(place)) else []
        return written + (["body=body"] if self.body else [])

    def _at(self, place: str) -> list[ParameterPlan]:
        return [parameter for parameter in self.parameters if parameter.place == place]

    def _body_annotation(self, body: PythonType) -> str:
        if not self.dynamic:
            return body.accepted
        return f"{body.accepted} | Mapping[str, Any]" if body.classes else "Mapping[str, Any]"


def _pairs(parameters: Iterable[ParameterPlan], shadowed: Collection[str]) -> str:
    return "{" + ", ".join(f"{literal(p.key)}: {p.argument(shadowed)}" for p in parameters) + "}"


def helper(name: str, shadowed: Collection[str]) -> str:
    """Return the name under which a module of methods imports something that they call.

    Args:
        name: its own name.
        shadowed: such names that parameters in the module have.
    """
    return f"_{name}" if name in shadowed else name
