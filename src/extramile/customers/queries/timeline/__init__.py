"""What happened between a customer and us, newest first, from as many sources as there are kinds of it.

A source is a small file with a `Source`. Those of upper floors stand there, and `page` is given all of them.
"""

from extramile.customers.queries.timeline.acts import ACTS
from extramile.customers.queries.timeline.chances import CHANCES
from extramile.customers.queries.timeline.lines import Happened, Place, Source, Timeline, page
from extramile.customers.queries.timeline.moves import MOVES
from extramile.customers.queries.timeline.purchases import PURCHASES

SOURCES = (ACTS, CHANCES, MOVES, PURCHASES)

__all__ = ["SOURCES", "Happened", "Place", "Source", "Timeline", "page"]
