"""The API documents and what they say: read by the emulator and by the contract kit, owned by neither."""
