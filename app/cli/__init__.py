"""The command line: every use case as a command, a table for people and JSON for programs."""
