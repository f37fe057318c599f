"""The secret in a link for somebody without an account: made once, sent once, and stored as a hash only."""

import hashlib
import secrets

SECRET_BYTES = 32


def new_secret() -> str:
    """256 random bits, in letters that an address takes as they are."""
    return secrets.token_urlsafe(SECRET_BYTES)


def hash_of(secret: str) -> str:
    """What is stored of a secret, and looked for. Takes any text: what is no secret of ours fits none.

    A plain hash is enough for 256 random bits: there is nothing to guess that a slow one would make dearer.
    """
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
