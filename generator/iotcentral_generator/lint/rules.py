"""Rules of lint, and the order in which they run.

Each rule is a function from a `Spec` to its problems, with a stable code; `RULES` lists them.

    S101  a path item, operation, parameter, response, schema or property has no description
    S102  an operation has no worked example: a path parameter, a body or a success without one
    S103  an example is not valid against its schema
    S104  a `$ref` points to nothing
    S105  a component is used by no operation
    S106  an operationId is missing, malformed or used twice
    S107  path parameters and path do not match
    S108  a union has no discriminator, or an incomplete mapping
    S109  a variant of a union does not fix and require its tag
    S110  `x-since`, `x-stable` or `x-until` is not an api-version of the document
    S111  a node is available in no api-version
    S112  something available refers to something that is not available in the same api-version
    S113  a merge patch of an unknown schema
    S114  a property looks like a secret and is not marked
    S115  a schema that the clients cannot express
    S116  a mark for the runtime (`x-rate`, `x-role`, `x-fields`) with an unknown value
    S117  a link has no target, or does not supply what its target needs
    S118  a mark for the methods (`x-successor`, `x-ms-trigger`, …) without what it requires
    S119  an operation is not, or not completely, carried out by the operation that its mark names
    S120  a path that is none
    S121  a field that OpenAPI does not have there
    S122  a field, outside of schemas, that is not carried out
    S123  a media type that is not carried out
    S124  a parameter whose location, style or shape is not carried out
    S125  a header parameter that OpenAPI ignores
    S126  a status that is not carried out, or an operation without success
    S127  a body without schema, with several, or of a schema that is written out
    S128  a type or a fixed value that is not carried out
    S129  a composition (`allOf`, `anyOf`, `oneOf`) of which something would be lost
    S130  schemas that are parts of each other without end
    S132  a parameter or a path that is there twice
    S133  the address of a server that cannot be used
    S134  a credential that is not carried out
    S135  a required member that an object does not have
    S136  a paged list that does not say where its next link is
    S137  a parameter with a single value where it is not carried out
    S138  a reference to another kind of object, or with something beside it that would be lost
    S139  a mark of a schema where it has no effect
    S140  an example of an answer without a member that every answer holds (`x-always`)
    S150  something has another form than OpenAPI gives it
    S151  a mark (`x-…`) that is not known, or not where it stands
    S152  a pattern that is not a regular expression
    S153  a default that is not valid against its schema
    S160  a change between versions (`x-changes`) without versions, or of nothing
    S161  a new required member of what is stored, without what older data has for it (`x-backfill`)
    S162  a change of the contract of a released version
    S163  a released contract without its version, or a revision (`x-revised`) of nothing
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ..document.nodes import Key
from ..load import Spec
from ..problems import Problem
from .always import always_held, idle_always
from .availability import availability, changes, reachable_versions
from .backfill import backfills
from .carriers import carried_operations
from .descriptions import descriptions
from .duplicates import duplicates
from .examples import valid_examples, worked_examples
from .forms import forms, known_marks, patterns, well_formed
from .gate import gate
from .links import links
from .marks import method_marks, older_versions, runtime_marks
from .operations import operation_ids, path_parameters
from .references import merge_patches, references, unused_components
from .released import released_contracts
from .schemas import inexpressible_schemas, secrets
from .unions import union_tags, unions
from .views import changed_views

__all__ = ["PROSE", "RULES", "Rule", "is_harmless", "lint"]

Rule = Callable[[Spec], Iterator[Problem]]

PROSE = frozenset({"S101", "S102", "S161"})
"""The rules on what only a person can say, which can be told as warnings."""

_HARMLESS = PROSE | {"S103", "S140", "S105", "S114", "S116", "S117", "S151", "S162", "S163"}
"""The rules whose problems keep no later rule or stage from judging the rest of a document."""

_SINGLE_NODES: tuple[Rule, ...] = (
    gate,
    patterns,
    descriptions,
    worked_examples,
    references,
    unions,
    union_tags,
    secrets,
    inexpressible_schemas,
    runtime_marks,
    method_marks,
)
"""Rules on single nodes, which hold for what a change makes of a node too."""

_STRUCTURE: tuple[Rule, ...] = (
    *_SINGLE_NODES,
    known_marks,
    older_versions,
    idle_always,
    duplicates,
    operation_ids,
    path_parameters,
    availability,
    changes,
    reachable_versions,
    merge_patches,
    links,
)


def changed_nodes(spec: Spec) -> Iterator[Problem]:
    """Check what changes (`x-changes`) make of nodes by the rules on single nodes."""
    yield from (problem for view in changed_views(spec) for rule in _SINGLE_NODES for problem in rule(view))


# a later group needs projections, and those need documents without the problems that are not harmless
_GROUPS: tuple[tuple[Rule, ...], ...] = (
    _STRUCTURE,
    (changed_nodes, unused_components, backfills, carried_operations),
    (valid_examples, always_held, released_contracts),
)

RULES: tuple[Rule, ...] = (forms, *(rule for group in _GROUPS for rule in group))


def lint(*specs: Spec) -> list[Problem]:
    """Return the problems of documents.

    What has a form that OpenAPI does not give it is left out when the other rules are checked. A group of rules runs
    on a document if the groups before it find nothing, in it and in its carrier, that would mislead them.
    """
    found = {spec.root: list(forms(spec)) for spec in specs}
    for group in _GROUPS:
        for spec in specs:
            carrier = [spec.carrier.spec.root] if spec.carrier else []
            so_far = [problem for root in (spec.root, *carrier) for problem in found.get(root, [])]
            if group is _STRUCTURE:
                found[spec.root] += _without_consequences(_structure_problems(spec, found[spec.root]))
            elif is_harmless(so_far):
                found[spec.root] += [problem for rule in group for problem in rule(spec)]
    return [problem for problems in found.values() for problem in problems]


def is_harmless(problems: Iterable[Problem]) -> bool:
    """Return whether later stages can judge documents with such problems."""
    return all(problem.code in _HARMLESS for problem in problems)


def _structure_problems(spec: Spec, malformed: list[Problem]) -> Iterator[Problem]:
    """Iterate over the problems of the structure, but for those that follow from malformed parts around them."""
    checked = well_formed(spec) if malformed else spec
    around = {_unit(key) for key, position in spec.positions.items() if position in {p.position for p in malformed}}
    within = {position for key, position in spec.positions.items() if _unit(key) in around} if malformed else set()
    for rule in _STRUCTURE:
        yield from (problem for problem in rule(checked) if problem.position not in within)


def _without_consequences(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems without the components that only seem unused, because what uses them is refused."""
    listed = list(problems)
    refused = any(problem.code == "S122" for problem in listed)
    return [problem for problem in listed if not (refused and problem.code == "S105")]


def _unit(key: Key) -> Key:
    """Return the key of the component or the operation that a node belongs to."""
    return key[:3]
