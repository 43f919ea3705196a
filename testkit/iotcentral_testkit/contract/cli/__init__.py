"""The command line of contract runs."""
