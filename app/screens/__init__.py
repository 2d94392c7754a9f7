"""Screens: what fills the terminal, one file each."""
