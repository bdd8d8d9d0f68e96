from extramile.customers.models.account import Balance, Line, Weight
from extramile.customers.models.act import Act
from extramile.customers.models.block import Block
from extramile.customers.models.customer import Customer
from extramile.customers.models.identity import Identity
from extramile.customers.models.night import Night
from extramile.customers.models.purchase import Purchase
from extramile.customers.models.standing import Move, MoveCount, RungCount, Standing

__all__ = [
    "Act",
    "Balance",
    "Block",
    "Customer",
    "Identity",
    "Line",
    "Move",
    "MoveCount",
    "Night",
    "Purchase",
    "RungCount",
    "Standing",
    "Weight",
]
