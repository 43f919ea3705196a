"""Application templates that the control plane lists, and that an application can be created from."""

from __future__ import annotations

from typing import Any, NamedTuple

from .locations import GEOGRAPHIES, REGIONS

__all__ = ["DEFAULT_TEMPLATE", "TEMPLATE_NAMES", "app_templates"]

_VERSION = "1.0.0"


class _Template(NamedTuple):
    id: str
    title: str
    description: str
    industry: str


_TEMPLATES = (
    _Template("iotc-pnp-preview", "Custom application", "An application with nothing in it.", ""),
    _Template("iotc-condition", "In-store analytics, condition monitoring", "Climate and state of a shop.", "Retail"),
    _Template("iotc-consumption", "Water consumption monitoring", "Meters and valves of a water supply.", "Government"),
    _Template("iotc-distribution", "Digital distribution centre", "Conveyors and cameras of a warehouse.", "Retail"),
    _Template("iotc-inventory", "Smart inventory management", "Tagged goods and where they are.", "Retail"),
    _Template("iotc-logistics", "Connected logistics", "Shipments on their way.", "Retail"),
    _Template("iotc-meter", "Smart meter monitoring", "Electricity meters and their networks.", "Energy"),
    _Template("iotc-mfc", "Micro-fulfilment centre", "Robots and carriers of a small warehouse.", "Retail"),
    _Template("iotc-paad", "Smart meter analytics", "Consumption and prices of electricity.", "Energy"),
    _Template("iotc-patient", "Continuous patient monitoring", "Wearables and bedside devices.", "Health care"),
    _Template("iotc-power", "Solar panel monitoring", "Yield and state of solar panels.", "Energy"),
    _Template("iotc-quality", "Water quality monitoring", "Sensors along rivers and reservoirs.", "Government"),
    _Template("iotc-store", "In-store analytics, checkout", "Queues and visitors of a shop.", "Retail"),
    _Template("iotc-video-analytics-om", "Video analytics", "Objects and motion seen by cameras.", "Retail"),
    _Template("iotc-waste", "Connected waste management", "Bins and how full they are.", "Government"),
)

DEFAULT_TEMPLATE = f"{_TEMPLATES[0].id}@{_VERSION}"
"""Name of the template that an application is created from by default."""

TEMPLATE_NAMES = tuple(f"{template.id}@{_VERSION}" for template in _TEMPLATES)
"""Names of all templates."""


def app_templates() -> list[dict[str, Any]]:
    """Return the templates as they are listed."""
    locations = [{"id": id, "displayName": name} for id, name in sorted({**REGIONS, **GEOGRAPHIES}.items())]
    return [
        {
            "manifestId": template.id,
            "manifestVersion": _VERSION,
            "name": f"{template.id}@{_VERSION}",
            "title": template.title,
            "order": order,
            "description": template.description,
            "industry": template.industry,
            "locations": locations,
        }
        for order, template in enumerate(_TEMPLATES, 1)
    ]
