"""Rights on PostgreSQL: who signs in is a user, and the server itself says which rows they see and change."""
