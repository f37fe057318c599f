"""The key with which a browser keeps what somebody typed, when the session ends before it was sent.

The words stay in the browser's tab, encrypted. The key stands only in pages of the person who typed them, so whoever
signs in after that person in the same tab cannot read them. A new password makes another key.
"""

import base64

from django.utils.crypto import salted_hmac

from accounts.models import User


def key_for(user: User) -> str:
    """256 bits in base64, the same for as long as the person has this password."""
    digest = salted_hmac("accounts.kept_words", f"{user.pk}:{user.password}", algorithm="sha256").digest()
    return base64.b64encode(digest).decode()
