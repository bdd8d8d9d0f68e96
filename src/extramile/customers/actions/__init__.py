"""Everything that changes what is known of customers."""
