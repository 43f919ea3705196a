"""Versions and requirements, written where they stand: in the authored documents, or in the files of a distribution."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ...load import Spec
from ..imports.yaml_text import YamlText
from .proposals import Proposal

__all__ = ["preview_packages", "write_versions"]


def preview_packages(specs: list[Spec]) -> frozenset[str]:
    """Return the names of the generated distributions of preview api-versions."""
    return frozenset(name for name, (spec, version) in _client_packages(specs).items() if version in spec.lines.preview)


def _client_packages(specs: list[Spec]) -> dict[str, tuple[Spec, str]]:
    """Return name of a generated distribution → its document and api-version."""
    return {spec.package.name(version): (spec, version) for spec in specs for version in spec.versions}


def write_versions(found: list[Proposal], specs: list[Spec]) -> list[Path]:
    """Write the proposed versions, and the requirements that they need; return the files that changed."""
    clients = _client_packages(specs)
    changed = []
    for proposal in found:
        name = proposal.distribution.name
        if name not in clients:
            changed += _write_by_hand(proposal)
    for spec in specs:
        own = {
            clients[p.distribution.name][1]: p for p in found if clients.get(p.distribution.name, (None,))[0] is spec
        }
        changed += _write_document(spec, own)
    return list(dict.fromkeys(changed))


def _write_by_hand(proposal: Proposal) -> list[Path]:
    distribution = proposal.distribution
    edits = [(distribution.version_file, f'"{distribution.version}"', f'"{proposal.next}"')]
    edits += [(distribution.folder / "pyproject.toml", f'"{each.old}"', f'"{each.new}"') for each in proposal.ranges]
    written = []
    for file, old, new in edits:
        text = file.read_text(encoding="utf-8")
        if old != new:
            file.write_text(text.replace(old, new, 1), encoding="utf-8")
            written.append(file)
    return written


def _write_document(spec: Spec, found: Mapping[str, Proposal]) -> list[Path]:
    """Write the versions of the packages of a document: as one text if it has one version only."""
    now = {version: spec.settings(version).version for version in spec.versions}
    wanted = {version: found[version].next if version in found else now[version] for version in spec.versions}
    ranges = {each.new for proposal in found.values() for each in proposal.ranges}
    text = YamlText(spec.root)
    place = ("x-package",)
    if ranges:
        text.put(place, "requires", min(ranges))
    for version in (version for version in spec.versions if wanted[version] != now[version]):
        if spec.package.versions:
            text.put((*place, "version"), version, wanted[version])
        else:
            text.put(place, "version", wanted if len(wanted) > 1 else wanted[version])
            break
    before = spec.root.read_text(encoding="utf-8")
    if text.text() == before:
        return []
    spec.root.write_text(text.text(), encoding="utf-8")
    return [spec.root]
