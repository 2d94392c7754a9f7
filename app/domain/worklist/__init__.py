"""The work list: everything that is to be done, in the order in which it matters."""
