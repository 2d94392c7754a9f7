"""Sales orders: what was bought of a quotation."""
