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
    S160  a change between versions (`x-changes`) without versions, or of nothing
    S161  a new required member of what is stored, without what older data has for it (`x-backfill`)
    S162  a change of the contract of a released version
    S163  a released contract without its version, or a revision (`x-revised`) of nothing
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..load import Spec
from ..problems import Problem
from .availability import availability, changes, reachable_versions
from .backfill import backfills
from .carriers import carried_operations
from .descriptions import descriptions
from .examples import valid_examples, worked_examples
from .links import links
from .marks import method_marks, runtime_marks
from .operations import operation_ids, path_parameters
from .references import merge_patches, references, unused_components
from .released import released_contracts
from .schemas import inexpressible_schemas, secrets
from .unions import union_tags, unions
from .views import changed_views

__all__ = ["RULES", "Rule", "lint"]

Rule = Callable[[Spec], Iterator[Problem]]

_SINGLE_NODES: tuple[Rule, ...] = (
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
    unused_components,
    operation_ids,
    path_parameters,
    availability,
    changes,
    backfills,
    reachable_versions,
    merge_patches,
    links,
)

# a later group needs projections, and those need documents without the problems of the earlier groups
_GROUPS: tuple[tuple[Rule, ...], ...] = (_STRUCTURE, (carried_operations,), (valid_examples, released_contracts))

RULES: tuple[Rule, ...] = tuple(rule for group in _GROUPS for rule in group)


def lint(*specs: Spec) -> list[Problem]:
    """Return the problems of documents.

    All problems of a group of rules are returned together. A group runs only if the groups before it find nothing in
    any of the documents.
    """
    for group in _GROUPS:
        problems = [problem for spec in specs for rule in group for problem in rule(spec)]
        if group is _STRUCTURE and not problems:
            views = [view for spec in specs for view in changed_views(spec)]
            problems = [problem for view in views for rule in _SINGLE_NODES for problem in rule(view)]
        if problems:
            return problems
    return []
