"""The drill: a fictional published version goes all the way from its file to clients, emulator and contract kit."""
