"""A language model that words what the customer of a rehearsal says, where an admin has set one.

It words, and decides nothing: temper, moves, facts and the debrief stay with the rules of the room. What it sends
back is used where it is what the customer could say at this moment, and left out where not: then the room's own words
stand.
"""
