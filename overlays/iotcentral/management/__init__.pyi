"""The public names and where they are defined; `__init__.py` loads each when it is first used."""

from ._account import ENDPOINT as ENDPOINT
from ._account import SCOPE as SCOPE
from ._account import SUBSCRIPTION_VARIABLE as SUBSCRIPTION_VARIABLE
from ._aio import AsyncManagementClient as AsyncManagementClient
from ._sync import ManagementClient as ManagementClient
