"""Zoo: a document of everything that the generator carries out, one of each kind, and its package.

`spec/` is the document, `expected/` the package. After a wanted change of the generator or of the document,
`python -m tests.zoo` writes `expected/` again; review the difference in version control. A fault that is found in what is
generated gets its place here when it is mended.
"""

from __future__ import annotations

from pathlib import Path

from iotcentral_generator.pipeline import GenerationResult, generate

__all__ = ["EXPECTED", "RENEW", "SPEC", "make"]

SPEC = Path(__file__).parent / "spec"
EXPECTED = Path(__file__).parent / "expected"
RENEW = "if the change is wanted, run `python -m tests.zoo` and review the difference in tests/zoo/expected/"


def make(target: Path) -> GenerationResult:
    """Generate the package of the zoo."""
    return generate(SPEC, target, lambda _: None)
