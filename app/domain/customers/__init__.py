"""Customers: accounts and contacts that have bought."""
