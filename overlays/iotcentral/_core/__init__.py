"""The core of the runtime: one request, from arguments to a model; it names no operation, no plane and no workflow."""
