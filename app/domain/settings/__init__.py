"""Settings: what managers decide for everybody who works in a workspace."""
