"""The generated clients fuzzed: servers that answer what the document allows, and then what it does not."""
