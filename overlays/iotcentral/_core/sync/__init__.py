"""The I/O of the core, synchronous: most of it is made from `_core/aio`, as the first line of each module says."""
