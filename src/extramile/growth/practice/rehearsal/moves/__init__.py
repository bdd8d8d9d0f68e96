"""What the words of a line do, found by rules written by hand. Rather missed than claimed."""
