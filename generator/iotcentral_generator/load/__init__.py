"""Stage 1, load: authored files put together into one document, each node of which knows its line.

A root (`openapi.yaml`) names its parts in `x-parts`; each part holds the paths and components of one resource. In the
document that they form a `$ref` always begins with `#/`.
"""

from .documents import find_roots, load, load_all
from .spec import RELEASE, CarrierLink, PackageSettings, Spec

__all__ = ["RELEASE", "CarrierLink", "PackageSettings", "Spec", "find_roots", "load", "load_all"]
