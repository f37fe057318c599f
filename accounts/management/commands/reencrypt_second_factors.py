"""`manage.py reencrypt_second_factors`: after a change of SECRET_KEY, so that the key of before can be forgotten."""

from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.core.management.base import BaseCommand

from accounts.second_factor import rotate

SECRETS = ("secret", "seed")


class Command(BaseCommand):
    """Reads each secret with the keys of before and writes it with the key of today."""

    help = (
        "Encrypts the secrets of second factors with SECRET_KEY. Run it while SECRET_KEY_FALLBACKS names the old key."
    )

    def handle(self, *args, **options) -> None:
        """One row at a time; says how many were done and how many no key opens."""
        done, lost = 0, 0
        for authenticator in Authenticator.objects.order_by("pk").iterator():
            held = {name: authenticator.data[name] for name in SECRETS if name in authenticator.data}
            if not held:
                continue
            try:
                authenticator.data |= {name: rotate(text) for name, text in held.items()}
            except InvalidToken:
                lost += 1
                continue
            authenticator.save(update_fields=["data"])
            done += 1
        self.stdout.write(f"Encrypted anew: {done}. Opened by no key: {lost}.")
