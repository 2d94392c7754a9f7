"""Bidirectional text on a grid of cells: what stands where when Arabic, Hebrew, Latin and numbers share a line."""
