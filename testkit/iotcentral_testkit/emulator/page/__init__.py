"""Start page of the emulator, for people."""
