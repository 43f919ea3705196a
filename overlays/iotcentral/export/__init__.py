"""Lists as files: devices, rows of a query, properties, streamed to JSON Lines, CSV or Parquet.

    export.to_csv(app.devices.list(), "devices.csv")
    export.to_parquet(export.device_properties(app, ids), "properties.parquet")

Memory does not grow with the number of rows. A file at a path is written under another name beside it, synchronized
to the disk and renamed at the end, so that one that is there is whole.
"""

from __future__ import annotations

from ._rows import UnknownColumnError
from ._sync import device_properties, to_csv, to_jsonl, to_parquet

__all__ = ["UnknownColumnError", "device_properties", "to_csv", "to_jsonl", "to_parquet"]
