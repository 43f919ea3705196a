"""The public names and where they are defined; `__init__.py` loads each when it is first used."""

from ._receiver import LIMIT as LIMIT
from ._receiver import TriggerReceiver as TriggerReceiver
from ._triggers import Subscription as Subscription
from ._triggers import Trigger as Trigger
