"""Leadline: a keyboard-driven terminal workspace for lead qualification."""

__version__ = "0.1.0"
