"""The public names and where they are defined; `__init__.py` loads each when it is first used."""

from ._aio import AsyncConnectorClient as AsyncConnectorClient
from ._sync import ConnectorClient as ConnectorClient
