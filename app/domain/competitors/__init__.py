"""Competitors: the other vendors after the same business."""
