"""Public names and the modules that define them; `__init__.py` loads each when it is first used."""

from ._aio import AsyncPoller as AsyncPoller
from ._monitor import OperationFailedError as OperationFailedError
from ._operation import LongRunningOperation as LongRunningOperation
from ._sync import Poller as Poller
