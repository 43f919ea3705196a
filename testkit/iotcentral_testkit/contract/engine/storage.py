"""Temporary storage of Hypothesis, which otherwise leaves a folder `.hypothesis` in the working directory."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Generator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

import orjson
from hypothesis.configuration import set_hypothesis_home_dir, storage_directory
from hypothesis.internal.charmap import charmap_file

__all__ = ["temporary_storage"]

_ENCODED = {"ascii": [(0, 0x7F)], "utf-8": [(0, 0xD7FF), (0xE000, sys.maxunicode)]}
"""Codec → the characters that it encodes, as intervals."""


@contextmanager
def temporary_storage() -> Generator[None]:
    """Let Hypothesis store its files in a folder that is deleted after the block."""
    before = storage_directory(intent_to_write=False).home_directory
    with TemporaryDirectory(prefix="iotcentral-testkit-") as folder:
        set_hypothesis_home_dir(folder)
        try:
            _store_codecs()
            yield
        finally:
            set_hypothesis_home_dir(before)


def _store_codecs() -> None:
    """Store what codecs encode, where Hypothesis looks for it before it encodes every character, in 2 s and 200 MB."""
    for codec, encoded in _ENCODED.items():
        file = charmap_file(f"codec-v2-{codec}")
        file.parent.mkdir(parents=True, exist_ok=True)
        lossy: list[tuple[int, int]] = []
        file.write_bytes(gzip.compress(orjson.dumps([encoded, lossy])))
