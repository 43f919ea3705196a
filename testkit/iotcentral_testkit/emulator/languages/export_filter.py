"""Filters of data exports: the devices and messages that an export sends.

    SELECT * FROM source [[AS] name] {, source [[AS] name]} [WHERE condition {AND|OR condition}]

A source is `devices` or the id of a device template; a condition compares a path with a literal or with another path,
or is `CONTAINS(path, "text")` or `STARTS_WITH(path, "text")`. A path may begin with the name of a source.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from .scanner import Scalar, Scanner, StatementSyntaxError

__all__ = ["ExportFilter", "parse"]

LONGEST: Final = 5000

_FUNCTIONS: dict[str, Callable[[str, str], bool]] = {
    "CONTAINS": lambda text, part: part.lower() in text.lower(),
    "STARTS_WITH": lambda text, part: text.lower().startswith(part.lower()),
}
_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda left, right: left < right,
    ">": lambda left, right: left > right,
    "<=": lambda left, right: left <= right,
    ">=": lambda left, right: left >= right,
}
_METADATA = frozenset({"$id", "$displayName", "$template", "$provisioned", "$simulated", "$enabled", "$organizations"})


@dataclass(frozen=True, slots=True)
class _Path:
    name: str


@dataclass(frozen=True, slots=True)
class _Test:
    left: _Path
    operator: str
    right: _Path | Scalar


@dataclass(frozen=True, slots=True)
class ExportFilter:
    """A filter.

    Attributes:
        templates: ids of the templates whose devices are exported; empty: all devices.
        conditions: alternatives, each of conditions that must all hold; empty: no condition.
    """

    templates: tuple[str, ...]
    conditions: tuple[tuple[_Test, ...], ...]

    def passes(self, template: str | None, values: Mapping[str, Any]) -> bool:
        """Return whether a message is exported.

        Args:
            template: id of its device's template.
            values: values of paths: metadata (`$displayName`), telemetry, properties; `component.name` for those
                of components.
        """
        if self.templates and template not in self.templates:
            return False
        return not self.conditions or any(all(_holds(test, values) for test in tests) for tests in self.conditions)


def parse(text: str) -> ExportFilter:
    """Parse a filter.

    Raises:
        StatementSyntaxError: it is not valid.
    """
    if len(text) > LONGEST:
        raise StatementSyntaxError(f"it has {len(text)} characters; at most {LONGEST} are allowed")
    scanner = Scanner(text)
    scanner.expect("SELECT", "*", "FROM")
    templates, names = list[str](), set[str]()
    everything = False
    while True:
        source = scanner.raw("devices or the id of a device template")
        everything = everything or source.lower() == "devices"
        templates.append(source)
        ahead = scanner.peek()
        if scanner.accept("AS") or (ahead.kind == "name" and not ahead.is_word("WHERE")):
            names.add(scanner.name("a name for the source").text)
        if not scanner.accept(","):
            break
    conditions = _conditions(scanner, names) if scanner.accept("WHERE") else ()
    if scanner.peek().kind != "end":
        raise scanner.problem("WHERE, AND, OR or the end")
    return ExportFilter(() if everything else tuple(templates), conditions)


def _conditions(scanner: Scanner, names: set[str]) -> tuple[tuple[_Test, ...], ...]:
    alternatives, tests = list[tuple[_Test, ...]](), [_test(scanner, names)]
    while True:
        if scanner.accept("AND"):
            tests.append(_test(scanner, names))
        elif scanner.accept("OR"):
            alternatives.append(tuple(tests))
            tests = [_test(scanner, names)]
        else:
            return (*alternatives, tuple(tests))


def _test(scanner: Scanner, names: set[str]) -> _Test:
    word = scanner.peek()
    if word.text.upper() in _FUNCTIONS:
        scanner.take()
        if scanner.accept("("):
            left = _path(scanner, names)
            scanner.expect(",")
            text = scanner.literal()
            scanner.expect(")")
            if not isinstance(text, str):
                raise StatementSyntaxError(f"{word.text} compares with a text")
            return _Test(left, word.text.upper(), text)
        left = _Path(word.text)
    else:
        left = _path(scanner, names)
    operator = scanner.peek()
    if operator.kind != "operator":
        raise scanner.problem("one of = != < > <= >=")
    scanner.take()
    following = scanner.peek()
    is_path = following.kind == "name" and not following.is_word("TRUE", "FALSE")
    right: _Path | Scalar = _path(scanner, names) if is_path else scanner.literal()
    return _Test(left, {"==": "=", "<>": "!="}.get(operator.text, operator.text), right)


def _path(scanner: Scanner, names: set[str]) -> _Path:
    text = scanner.name("a property, a telemetry or metadata").text
    first, dot, rest = text.partition(".")
    if dot and first in names:
        text = rest
    if text.startswith("$") and text not in _METADATA:
        raise StatementSyntaxError(f"{text} is not metadata; metadata are {', '.join(sorted(_METADATA))}")
    return _Path(text)


def _holds(test: _Test, values: Mapping[str, Any]) -> bool:
    left = values.get(test.left.name)
    right = values.get(test.right.name) if isinstance(test.right, _Path) else test.right
    if left is None or right is None:
        return False
    if test.operator in _FUNCTIONS:
        return isinstance(left, str) and _FUNCTIONS[test.operator](left, str(right))
    if isinstance(left, list):  # organizations
        return (right in left) == (test.operator == "=")
    if isinstance(left, bool) != isinstance(right, bool):
        return test.operator == "!="
    if test.operator in {"=", "!="}:
        return bool(left == right) == (test.operator == "=")
    numbers = isinstance(left, int | float) and isinstance(right, int | float)
    texts = isinstance(left, str) and isinstance(right, str)
    return (numbers or texts) and _COMPARISONS[test.operator](left, right)
