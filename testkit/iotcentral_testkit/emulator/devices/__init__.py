"""Devices: their resources, properties, commands, modules and relationships, and the simulated ones."""
