"""Chats from elsewhere: the format, and how files of it are read. What is written stands in desk.actions.imports."""
