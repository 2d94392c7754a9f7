"""Batches: one decision about several leads, as one command and one undo."""
