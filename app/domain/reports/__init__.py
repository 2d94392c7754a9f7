"""Reports: what many records come to over a span of time."""
