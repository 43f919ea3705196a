"""Lists as files: the asynchronous form of `iotcentral.export`; files are written in worker threads."""

from __future__ import annotations

from ..export._aio import device_properties, to_csv, to_jsonl, to_parquet
from ..export._rows import UnknownColumnError

__all__ = ["UnknownColumnError", "device_properties", "to_csv", "to_jsonl", "to_parquet"]
