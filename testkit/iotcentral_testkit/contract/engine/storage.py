"""Temporary storage of Hypothesis, which otherwise leaves a folder `.hypothesis` in the working directory."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from hypothesis.configuration import set_hypothesis_home_dir, storage_directory

__all__ = ["temporary_storage"]


@contextmanager
def temporary_storage() -> Generator[None]:
    """Let Hypothesis store its files in a folder that is deleted after the block."""
    before = storage_directory(intent_to_write=False).home_directory
    with TemporaryDirectory(prefix="iotcentral-testkit-") as folder:
        set_hypothesis_home_dir(folder)
        try:
            yield
        finally:
            set_hypothesis_home_dir(before)
