"""Sequences: steps that follow each other in time, for many leads and opportunities alike."""
