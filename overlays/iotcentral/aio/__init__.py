"""The workflows to be awaited: each module has the names and the signatures of its counterpart in `iotcentral`."""
