"""Everything that changes what is known of customers."""

from extramile.customers.actions.contacts import block, change_contact, customers_of_visitors, unblock

__all__ = ["block", "change_contact", "customers_of_visitors", "unblock"]
