"""Start page of the emulator: the requests first, then the clock, and each application with what it holds."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...markup import text
from .clock_view import clock_view
from .devices_view import devices_view, finder
from .exports_view import exports_view
from .jobs_view import jobs_view
from .layout import copying, document
from .requests_view import requests_view

if TYPE_CHECKING:
    from ..http.request_log import LoggedRequest
    from ..state.application import Application
    from ..state.clock import Clock
    from ..state.export_record import ExportRecord
    from .layout import Frame

__all__ = ["Shown", "shown_count", "snippet", "start_page"]

_JOBS = 50
"""Jobs of an application that are shown."""

_COUNTED = 100_000
"""Resources of a kind that are counted: counting more would have requests wait while somebody looks."""

_RESOURCES = {
    "Devices": "device",
    "Device templates": "template",
    "Device groups": "deviceGroup",
    "Enrollment groups": "enrollmentGroup",
    "Jobs": "job",
    "Scheduled jobs": "scheduledJob",
    "Users": "user",
    "API tokens": "apiToken",
    "Organizations": "organization",
    "Dashboards": "dashboard",
    "Destinations": "destination",
    "Exports": "export",
    "Deployment manifests": "manifest",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page is about.

    Attributes:
        applications: the applications.
        clock: the emulator's.
        versions: the api-versions that are served.
        package: import name of the client package that snippets use.
        subscription_id: the subscription of the applications.
        requests: the last requests, oldest first.
        exported: what exports have sent.
        sought: application and id of a device that was looked for in vain; None: none was.
    """

    applications: Sequence[Application]
    clock: Clock
    versions: Sequence[str]
    package: str
    subscription_id: str
    requests: Sequence[LoggedRequest]
    exported: ExportRecord
    sought: tuple[str, str] | None = None


def start_page(frame: Frame, shown: Shown) -> str:
    """Return the page as HTML."""
    links = [("#requests", "Requests"), ("#clock", "Clock")]
    links += [(f"#application-{app.name}", app.name) for app in shown.applications]
    about = f"api-versions {', '.join(shown.versions)}, subscription {shown.subscription_id}"
    content = "\n".join(
        (
            requests_view(frame, shown.requests),
            clock_view(frame, held=shown.clock.setting[0] is not None),
            *(_application(frame, app, shown) for app in shown.applications),
            f'<p class="muted">{text(about)}</p>',
        )
    )
    return document(frame, "IoT Central emulator", links, content)


def _application(frame: Frame, app: Application, shown: Shown) -> str:
    name = text(app.name)
    counts = {label: app.store.count_up_to(app.name, kind, _COUNTED) for label, kind in _RESOURCES.items()}
    jobs = deque((stored.content for stored in app.all("job")), maxlen=_JOBS)
    url = frame.address(app.name)
    sought = shown.sought[1] if shown.sought is not None and shown.sought[0] == app.name else None
    return f"""<section id="application-{name}" aria-labelledby="application-{name}-title">
<h2 id="application-{name}-title">{name}</h2>
<p class="bar"><code>{text(url)}</code> {copying("Copy URL", app.name, url)} \
{copying("Copy Python", app.name, snippet(url, shown.package))}</p>
{finder(app, sought)}
<div id="resources-{name}" data-live><ul class="counts">{_resources(counts)}</ul>
{devices_view(app, shown_count(counts["Devices"]))}
{jobs_view(reversed(jobs))}
{exports_view(app, shown.exported)}</div>
</section>"""


def _resources(counts: dict[str, int]) -> str:
    return "".join(
        f'<li class="{"some" if count else "none"}">{text(label)} <b>{shown_count(count)}</b></li>'
        for label, count in counts.items()
    )


def shown_count(count: int) -> str:
    """Return a number of resources as it is shown: as far as they were counted."""
    return f"{count:,}{'+' if count == _COUNTED else ''}"


def snippet(url: str, package: str) -> str:
    """Return a Python program that lists the devices of an application, with the token that the environment holds."""
    return f'''import os

from iotcentral import ApiToken
from {package} import IoTCentral

with IoTCentral("{url}", ApiToken(os.environ["TOKEN"])) as app:
    print([device.id for device in app.devices.list()])
'''
