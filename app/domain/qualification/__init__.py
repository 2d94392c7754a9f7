"""Qualification: deciding that a lead is a viable sale, or that it is not."""
