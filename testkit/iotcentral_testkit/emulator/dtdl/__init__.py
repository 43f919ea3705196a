"""Device models in DTDL v2 with IoT Central's extensions: reading them, and checking values against them."""
