"""Sales: opportunities on their way to won or lost."""
