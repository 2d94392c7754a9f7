"""Call queues: who is called next, by whom, and what came of it."""
