"""Products: what we sell, in which units, at which prices."""
