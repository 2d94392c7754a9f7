"""Teams: who works together, when each works, and who is off."""
