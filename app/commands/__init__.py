"""Commands: everything a user can do, declared once; keys, key line, palette, help and remapping follow from it."""
