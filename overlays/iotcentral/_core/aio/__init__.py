"""The I/O of the core, asynchronous: written here; `_core/sync` is made from it."""
