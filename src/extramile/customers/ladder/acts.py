"""What customers do for us beyond buying, and which of it counts."""

from __future__ import annotations

from enum import StrEnum

WOULD_RECOMMEND = 9
REVIEWED_WELL = 4


class Kind(StrEnum):
    """Would recommend us, reviewed us in public, let their thanks be shared, or sent somebody who bought."""

    RECOMMENDS = "recommends"
    REVIEW = "review"
    THANKS = "thanks"
    REFERRAL = "referral"


PUBLIC = (Kind.REVIEW, Kind.THANKS)
