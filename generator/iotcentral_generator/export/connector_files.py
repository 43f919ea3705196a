"""Files of an exported connector."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory

from ..problems import GenerationError, Problem
from .connector import ConnectorExport

__all__ = ["DEFINITION", "PROPERTIES", "write"]

DEFINITION = "apiDefinition.swagger.json"
PROPERTIES = "apiProperties.json"


def write(exported: ConnectorExport, folder: Path) -> None:
    """Write the files of a connector; the folder is created, and existing files are replaced.

    Raises:
        GenerationError: the files cannot be written; none has changed.
    """
    contents = {DEFINITION: exported.definition, PROPERTIES: exported.properties}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if in_the_way := next((name for name in contents if (folder / name).is_dir()), None):
            raise IsADirectoryError(errno.EISDIR, f"{in_the_way} is a folder there")
        with TemporaryDirectory(dir=folder, prefix=".new-") as staged:
            for name, content in contents.items():
                text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
                Path(staged, name).write_text(text, encoding="utf-8")
            for name in contents:
                os.replace(Path(staged, name), folder / name)
    except OSError as error:
        message = f"{folder} cannot be written to: {error.strerror}; give another folder with -o"
        raise GenerationError([Problem("E108", message)]) from error
