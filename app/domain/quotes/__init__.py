"""Quotations: what we offer, at which price, and until when."""
