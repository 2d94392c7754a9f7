"""Walkthroughs: scripts in TOML, and how far somebody has come in one; what the coach on the screen thinks with."""
