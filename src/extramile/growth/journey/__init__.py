"""Own goals and growth: where somebody is, and where they are going."""
