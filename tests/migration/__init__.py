"""Tests of migrations: the rules, the files, and whole applications of an emulator."""
