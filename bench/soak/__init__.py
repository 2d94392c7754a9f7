"""The soak: programs that change one database are killed at random moments, and nothing may be lost or half-done."""
