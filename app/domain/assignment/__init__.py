"""Assignment: rules that say who gets a lead, and why each lead went where it went."""
