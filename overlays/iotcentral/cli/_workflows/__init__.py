"""Workflows as commands, one module for each; `command` of a module is called after its words."""
