"""Jobs: what time sets off, written down by the command that causes it, and done exactly once."""
