"""Locations of applications: regions, and the geographies of older applications."""

from __future__ import annotations

import re

__all__ = ["GEOGRAPHIES", "REGIONS", "is_location", "normalised"]

REGIONS = {
    "australiaeast": "Australia East",
    "centralus": "Central US",
    "eastus": "East US",
    "eastus2": "East US 2",
    "japaneast": "Japan East",
    "northeurope": "North Europe",
    "southeastasia": "Southeast Asia",
    "uksouth": "UK South",
    "westeurope": "West Europe",
    "westus": "West US",
}
"""Regions that the emulator lists; applications can be in others too."""

GEOGRAPHIES = {
    "asiapacific": "Asia Pacific",
    "australia": "Australia",
    "europe": "Europe",
    "japan": "Japan",
    "uk": "United Kingdom",
    "unitedstates": "United States",
}

_LOCATION = re.compile(r"[a-z][a-z0-9]{1,49}")


def normalised(location: str) -> str:
    """Return a location as Azure Resource Manager compares it: `West US` is `westus`."""
    return location.replace(" ", "").lower()


def is_location(location: str) -> bool:
    """Return whether a normalised location has the form of one."""
    return _LOCATION.fullmatch(location) is not None
