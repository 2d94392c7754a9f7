"""Research: where more can be found out about a record, and taking in what was found."""
