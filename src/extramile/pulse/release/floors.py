"""How few people a sum may stand on. Constants: no setting, address or environment lowers them."""

from __future__ import annotations

FLOOR = 5
BURNOUT_FLOOR = 10
