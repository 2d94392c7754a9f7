"""People and organisations: users, contacts, accounts and the ways to reach them."""
