"""Leaving the service: an application as files for IoT Hub, its Device Provisioning Service, and what comes with them.

    report = migrate(app, "contoso", with_keys=True)
    print(report)

The folder has enrollments, the import file of IoT Hub, twins, models, notes for routing, dashboards, telemetry, and a report
of what does not move and why. `iotcentral.aio.migration` is the asynchronous form.
"""

from __future__ import annotations

from ._forecast import Forecast, MigrationProgress
from ._many import migrate_all
from ._report import MigrationReport
from ._sync import forecast, migrate

__all__ = ["Forecast", "MigrationProgress", "MigrationReport", "forecast", "migrate", "migrate_all"]
