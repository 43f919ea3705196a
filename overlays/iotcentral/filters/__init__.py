"""Builders for filters: of lists (`filter` and `orderby`), of device groups, and of data exports.

    from iotcentral.filters import device_groups, exports, field
    app.devices.list(filter=field("displayName").contains("cold") & (field("enabled") == True), orderby=field("displayName"))
    models.DeviceGroup(display_name="Cold", filter=device_groups.select(device_groups.path("target") < 5))
    models.Export(filter=exports.select(exports.path("temperature") > 30), ...)

An expression is immutable and pure; `str` returns its text. An expression over fields that the documentation does not name
is sent with an UndocumentedWarning; a text is sent as it is, without a check.
"""

from __future__ import annotations

from ._lists import Field, Filter, OrderBy, checked, field

__all__ = ["Field", "Filter", "OrderBy", "checked", "field"]
