"""Entry point of `python -m iotcentral.cli`."""

import sys

from . import main

sys.exit(main())
