"""The public names and where they are defined; `__init__.py` loads each when it is first used."""

from ._aio import AsyncPoller as AsyncPoller
from ._monitor import LongRunningOperation as LongRunningOperation
from ._monitor import OperationFailedError as OperationFailedError
from ._sync import Poller as Poller
