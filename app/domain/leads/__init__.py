"""Leads: who might buy, and where the work on them stands."""
