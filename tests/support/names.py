"""The naming rules of the packages, stated a second time, so that the generator is not tested against itself."""

from __future__ import annotations

import re

__all__ = ["method_of", "python_name", "resource_of"]


def python_name(name: str) -> str:
    """`maxPageSize` → `max_page_size`, `If-Match` → `if_match`."""
    split = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^A-Za-z0-9]+", "_", name)
    return re.sub(r"_+", "_", split).strip("_").lower()


def resource_of(operation_id: str) -> str:
    """`DeviceGroups_GetDevices` → `device_groups`."""
    return python_name(operation_id.partition("_")[0])


def method_of(operation_id: str) -> str:
    """`DeviceGroups_GetDevices` → `get_devices`; `ListDevices`, which is of no resource, → `list_devices`."""
    return python_name(operation_id.rpartition("_")[2])
