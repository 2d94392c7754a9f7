"""Papers for customers: quotations and order confirmations as PDF, in each language."""
