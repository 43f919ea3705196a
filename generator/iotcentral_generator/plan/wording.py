"""Wording of docstrings: descriptions and limits of the document as sentences."""

from __future__ import annotations

import json
import re

from ..document.nodes import Node, Schema

__all__ = ["about", "describe", "first_sentence", "limits", "summary"]


def summary(operation: Node, method: str) -> str:
    """Return the summary of an operation, without a full stop; where it has none, its method: `list_posts` → `List posts`."""
    written = " ".join(str(operation.get("summary", "")).split()).rstrip(".")
    return written or method.strip("_").replace("_", " ").capitalize()


def about(node: Node, otherwise: str) -> str:
    """Return what the document says about a node, or a sentence that stands for it, as docstrings are never empty."""
    return str(node.get("description", "")) or otherwise


def describe(
    description: str, schema: Schema, *, read_only: bool = False, write_only: bool = False, known: str | None = None
) -> str:
    """Return a description with the limits that the schema sets.

    Args:
        description: the document's own sentences.
        schema: the schema that they describe.
        read_only: whether only the service sets the value.
        write_only: whether the service never returns the value.
        known: the class that names the known values of an open enumeration.
    """
    sentences = [" ".join(description.split())] if description else []
    sentences += [f"{text[:1].upper()}{text[1:]}." for text in limits(schema) if not _is_stated(text, description)]
    if known:
        sentences.append(f"Known values: see `{known}`.")
    if read_only:
        sentences.append("Read-only.")
    if write_only:
        sentences.append("Write-only.")
    return " ".join(sentences)


def _is_stated(limit: str, description: str) -> bool:
    """Return whether a description names all the numbers of a limit already."""
    numbers = re.findall(r"\b\d+\b", limit)
    return bool(numbers) and "`" not in limit and set(numbers) <= set(re.findall(r"\b\d+\b", description))


def limits(schema: Schema) -> list[str]:
    """Return the limits of a schema, each in a few words."""
    found = [
        _range(schema.get("minimum"), schema.get("maximum"), ""),
        _range(schema.get("minLength"), schema.get("maxLength"), "character"),
        _range(schema.get("minItems"), schema.get("maxItems"), "item"),
        _range(schema.get("minProperties"), schema.get("maxProperties"), "member"),
    ]
    if "pattern" in schema:
        found.append(f"matches `{schema['pattern']}`")
    if schema.get("uniqueItems"):
        found.append("each item once")
    if "default" in schema:
        found.append(f"default: `{json.dumps(schema['default'], ensure_ascii=False)}`")
    return [text for text in found if text]


def _range(low: float | None, high: float | None, unit: str) -> str:
    if low is None and high is None:
        return ""
    if low == high:
        numbers = f"exactly {low}"
    elif low is None:
        numbers = f"at most {high}"
    else:
        numbers = f"at least {low}" if high is None else f"{low} to {high}"
    return f"{numbers} {unit}{'' if (low if high is None else high) == 1 else 's'}" if unit else numbers


def first_sentence(text: str) -> str:
    """Return the first sentence of a description, for the docstring of a module."""
    head, stop, _ = " ".join(text.split()).partition(". ")
    return head + (stop and ".")
