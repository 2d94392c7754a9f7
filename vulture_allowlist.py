"""Names only something outside Python uses, so that vulture takes them for dead: each with its reason."""
