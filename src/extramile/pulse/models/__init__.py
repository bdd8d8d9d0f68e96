from extramile.pulse.models.answer import Answer, Mark, Sheet
from extramile.pulse.models.result import Deed, Result
from extramile.pulse.models.round import Closing, Going, Round, Slice, Unswept

__all__ = ["Answer", "Closing", "Deed", "Going", "Mark", "Result", "Round", "Sheet", "Slice", "Unswept"]
