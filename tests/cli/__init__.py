"""The command `iotcentral`."""
