"""The coach: shows a walkthrough, notices what was done, does steps itself; loaded for walkthroughs alone."""
