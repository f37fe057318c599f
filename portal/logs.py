"""What must not reach the log although a library writes it: the secrets in links for people without an account."""

import logging
import re

from portal.middleware import SECRET_PATHS

SECRET = re.compile(rf"({'|'.join(map(re.escape, SECRET_PATHS))})[^/\s]+")


class HideSecrets(logging.Filter):
    """Put dots in the place of a secret: Django logs the path of a request that it refuses."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Never holds a line back."""
        said = record.getMessage()
        if SECRET.search(said):
            record.msg, record.args = SECRET.sub(r"\1…", said), ()
        return True
