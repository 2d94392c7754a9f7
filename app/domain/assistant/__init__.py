"""The assistant: what about a record needs a look, and why."""
