"""Exchange rates: what money of one currency is worth in another."""
