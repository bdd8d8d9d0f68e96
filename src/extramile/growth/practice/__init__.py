"""Practice: where great service is rehearsed, kept fresh and learned."""
