"""Stakeholders: the contacts with a role in a decision."""
