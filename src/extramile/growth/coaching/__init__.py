"""What those who lead and those they lead have for talking with each other."""
