"""The demo: a fictional coffee-machine company's year, built through the workspace and opened as a throw-away copy."""
