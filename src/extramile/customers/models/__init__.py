from extramile.customers.models.account import Balance, Line, Weight
from extramile.customers.models.act import Act
from extramile.customers.models.apart import Apart
from extramile.customers.models.attribute import Attribute
from extramile.customers.models.block import Block
from extramile.customers.models.chance import Chance
from extramile.customers.models.customer import Customer
from extramile.customers.models.delivery import Delivery, Reject
from extramile.customers.models.identity import Identity
from extramile.customers.models.manner import Manner
from extramile.customers.models.merge import Merge, Moved
from extramile.customers.models.night import Night
from extramile.customers.models.promise import Promise, Reminder, Step
from extramile.customers.models.purchase import Purchase
from extramile.customers.models.standing import Move, MoveCount, RungCount, Standing
from extramile.customers.models.taken_back import TakenBack

__all__ = [
    "Act",
    "Apart",
    "Attribute",
    "Balance",
    "Block",
    "Chance",
    "Customer",
    "Delivery",
    "Identity",
    "Line",
    "Manner",
    "Merge",
    "Move",
    "MoveCount",
    "Moved",
    "Night",
    "Promise",
    "Purchase",
    "Reject",
    "Reminder",
    "RungCount",
    "Standing",
    "Step",
    "TakenBack",
    "Weight",
]
