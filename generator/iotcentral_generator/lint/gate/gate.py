"""One walk through a document, which compares each object with the white list and passes it to the checks of its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches

from ...document.grammar import GRAMMAR, Kind, field_of
from ...document.nodes import Key, Node
from ...document.traversal import Place, places
from ...load import Spec
from ...problems import Problem
from .bodies import body_faults, response_faults, status_faults
from .documents import operation_faults, path_faults, security_faults, server_faults
from .fault import Fault
from .marks import paging_faults, schema_mark_faults
from .parameters import fixed_faults, parameter_faults
from .references import reference_faults
from .schemas import cycle_faults, schema_faults
from .subjects import schema_subject
from .vocabulary import VOCABULARY

__all__ = ["gate"]

_Check = Callable[[Node, Place], Iterator[Fault]]

_CHECKS: dict[Kind, tuple[_Check, ...]] = {
    Kind.DOCUMENT: (path_faults, server_faults, security_faults, cycle_faults),
    Kind.OPERATION: (operation_faults, status_faults, paging_faults),
    Kind.PARAMETER: (parameter_faults, fixed_faults),
    Kind.REQUEST_BODY: (body_faults,),
    Kind.RESPONSE: (response_faults,),
    Kind.SCHEMA: (schema_faults, schema_mark_faults),
}


def gate(spec: Spec) -> Iterator[Problem]:
    """S120 to S139: what the generator does not carry out is refused, never left out in silence."""
    refused = set[Key]()
    for place in places(spec.document):
        if refused and any(place.key[:length] in refused for length in range(len(place.key) + 1)):
            continue  # it is refused as a whole
        for fault in _faults(spec.document, place):
            if fault.whole:
                refused.add((*place.key, *fault.below))
            yield Problem(fault.code, fault.message, spec.position((*(fault.component or place.key), *fault.below)))


def _faults(document: Node, place: Place) -> Iterator[Fault]:
    yield from _field_faults(place)
    yield from reference_faults(document, place)
    for check in _CHECKS.get(place.kind, ()):
        yield from check(document, place)


def _field_faults(place: Place) -> Iterator[Fault]:
    """Compare the fields of an object with the white list; unknown marks are a rule of their own."""
    table = VOCABULARY[place.kind]
    for name in place.node:
        rule = table.get(name)
        if rule is None:
            if not name.startswith("x-") and field_of(place.kind, name) is None:
                yield Fault("S121", f"`{name}` is not a field of {place.kind}; {_nearest(name, place.kind)}", (name,))
        elif rule.instead:
            schema = place.kind is Kind.SCHEMA
            code, subject = ("S115", f"the schema {schema_subject(place.key)}") if schema else ("S122", place.kind)
            yield Fault(code, f"`{name}` of {subject} is not carried out: {rule.instead}", (name,), whole=True)


def _nearest(name: str, kind: Kind) -> str:
    close = get_close_matches(name, GRAMMAR[kind], 1)
    return f"is `{close[0]}` meant?" if close else "remove it"
