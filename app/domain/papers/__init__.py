"""Papers: what a customer gets of a quotation or an order."""
