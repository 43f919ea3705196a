"""Entry point of `python -m iotcentral_generator`."""

from .cli import main

raise SystemExit(main())
