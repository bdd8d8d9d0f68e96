"""How a customer's own words sound: an estimate from text alone, never of what an agent wrote. Pure: no database."""
