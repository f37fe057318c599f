"""What a function in the cage raises to say that it does not take a file, and why."""

UNSAFE = "unsafe"
"""It crashed, took too much of anything or did what it must not: nothing is known of it but that."""


class Refused(Exception):
    """A file is not taken. `code` is why, in code, and `said` what else there is to say: words and numbers by name.

    Code and words are all that leaves the cage. Whoever asked makes a message of them, in the reader's language.
    """

    def __init__(self, code: str, **said: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.said = said
