"""The runtime of the Azure IoT Central clients: credentials, sessions, paging, errors, and the base of every model.

The clients themselves are in the generated packages, one for each API version. The public names stand in
`__init__.pyi`; each loads its module when it is first used, so that importing a client costs little.
"""

from ._core.advice import advise_on_import
from ._core.lazy import exports_of_stub

__all__, __getattr__, __dir__ = exports_of_stub(__name__, __file__, advise_on_import)
