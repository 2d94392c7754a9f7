"""The store: one database, its transactions, its memory of every change."""
