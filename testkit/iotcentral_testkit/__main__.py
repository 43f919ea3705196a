"""`python -m iotcentral_testkit`: the command."""

import sys

from .cli import main

sys.exit(main())
