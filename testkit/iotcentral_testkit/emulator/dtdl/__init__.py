"""dtdl."""
