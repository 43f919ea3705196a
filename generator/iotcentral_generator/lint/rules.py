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
    S110  `x-since` or `x-until` is not an api-version of the document
    S111  a node is available in no api-version
    S112  something available refers to something that is not available in the same api-version
    S113  a merge patch of an unknown schema
    S114  a property looks like a secret and is not marked
    S115  a schema that the clients cannot express
    S116  a mark for the runtime (`x-rate`, `x-role`, `x-fields`) with an unknown value
    S117  a link has no target, or does not supply what its target needs
    S118  a mark for the methods (`x-successor`, `x-ms-trigger`, …) without what it requires
    S119  an operation is not, or not completely, carried out by the operation that its mark names
    S120  a path, or a parameter without what it needs
    S121  a field that OpenAPI does not have there
    S122  a field that is not carried out
    S123  a media type that is not carried out
    S124  a parameter whose location, style or shape is not carried out
    S125  a header parameter that OpenAPI ignores
    S126  a status that is not carried out, or an operation without success
    S127  a body without schema, or with several
    S128  a type or a fixed value that is not carried out
    S129  a composition (`allOf`, `anyOf`, `oneOf`) of which something would be lost
    S130  schemas that are parts of each other without end
    S131  a pattern that is no regular expression
    S132  a parameter or a path that is there twice
    S133  the address of a server that cannot be used
    S134  a credential that is not carried out
    S135  a required member that an object does not have
    S136  a paged list that does not say where its next link is
    S137  a parameter with a single value where it is not carried out
    S138  a reference to another kind of object, or with something beside it that would be lost
    S139  a mark of a schema where it has no effect
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..load import Spec
from ..problems import Problem
from .availability import availability, reachable_versions
from .carriers import carried_operations
from .descriptions import descriptions
from .examples import valid_examples, worked_examples
from .gate import gate
from .links import links
from .marks import method_marks, runtime_marks
from .operations import operation_ids, path_parameters
from .references import merge_patches, references, unused_components
from .schemas import inexpressible_schemas, secrets
from .unions import union_tags, unions

__all__ = ["RULES", "Rule", "lint"]

Rule = Callable[[Spec], Iterator[Problem]]

_STRUCTURE: tuple[Rule, ...] = (
    gate,
    descriptions,
    worked_examples,
    references,
    unused_components,
    operation_ids,
    path_parameters,
    unions,
    union_tags,
    availability,
    reachable_versions,
    merge_patches,
    secrets,
    inexpressible_schemas,
    runtime_marks,
    links,
    method_marks,
)

# a later group needs projections, and those need documents without the problems of the earlier groups
_GROUPS: tuple[tuple[Rule, ...], ...] = (_STRUCTURE, (carried_operations,), (valid_examples,))

RULES: tuple[Rule, ...] = tuple(rule for group in _GROUPS for rule in group)


def lint(*specs: Spec) -> list[Problem]:
    """Return the problems of documents.

    All problems of a group of rules are returned together. A group runs only if the groups before it find nothing in
    any of the documents.
    """
    for group in _GROUPS:
        problems = [problem for spec in specs for rule in group for problem in rule(spec)]
        if problems:
            return problems
    return []
