"""What cannot be done with a promise."""


class Refused(Exception):
    """The promise is not as it would have to be; the text is a sentence for people, already translated."""
