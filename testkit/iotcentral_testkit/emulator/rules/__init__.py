"""Rules that fire on request: the payloads of their webhook actions, and the callbacks that receive them."""
