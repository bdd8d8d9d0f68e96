from extramile.customers.models.block import Block
from extramile.customers.models.customer import Customer
from extramile.customers.models.identity import Identity

__all__ = ["Block", "Customer", "Identity"]
