"""Golden document, a second spec, and its generated packages: every feature once, in an API that exists here only.

`spec/` is the document, `expected/` the packages. After a wanted change of the generator or of the document,
`python -m tests.golden` writes `expected/` again; review the difference in version control.
"""

from __future__ import annotations

from pathlib import Path

from iotcentral_generator.pipeline import GenerationResult, generate

__all__ = ["EXPECTED", "RENEW", "SPEC", "make"]

SPEC = Path(__file__).parent / "spec"
EXPECTED = Path(__file__).parent / "expected"
RENEW = "if the change is wanted, run `python -m tests.golden` and review the difference in tests/golden/expected/"


def make(target: Path) -> GenerationResult:
    """Generate the packages of the golden document."""
    return generate(SPEC, target, lambda _: None)
