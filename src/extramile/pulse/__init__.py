"""Pulse: short rounds of questions, answered without a name, and told in sums that show nobody."""
