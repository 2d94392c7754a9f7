"""The query language: one small language for search, views and conditions."""
