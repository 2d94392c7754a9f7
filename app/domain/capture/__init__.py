"""Capture: how leads come in from files, by a mapping that is guessed and shown before it runs."""
