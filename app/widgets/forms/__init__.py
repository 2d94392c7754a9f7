"""Forms: one field a line, with the domain's own opinion beside it as it is left."""
