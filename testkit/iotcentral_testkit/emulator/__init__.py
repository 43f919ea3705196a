"""The emulator: IoT Central on a laptop, stateful, over real HTTP."""
