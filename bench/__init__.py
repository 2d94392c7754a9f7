"""Measurements: how fast Leadline is, as ratios taken in one run, and whether it survives being killed."""
