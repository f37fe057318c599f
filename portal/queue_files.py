"""The queue in files, for a portal without Redis: a message is there whole or not at all.

Kombu opens a message's file under its own name and fills it then. A worker that looks in between takes an empty file:
the message is lost, and the worker ends. Here the file gets its name when it is full.
"""

import time
import uuid
from pathlib import Path

from kombu.exceptions import ChannelError
from kombu.transport import filesystem
from kombu.utils.encoding import str_to_bytes
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    """Kombu's, but for how a message is put down."""

    def _put(self, queue, payload, **kwargs):  # type: ignore[override]  # named as by kombu
        """Put a message on a queue. Raises ChannelError where the folder cannot be written to."""
        name = f"{time.monotonic_ns():020}_{uuid.uuid4()}"
        folder = Path(self.data_folder_out)
        unfinished = folder / f"{name}.unfinished"  # which is the name of no queue
        try:
            unfinished.write_bytes(str_to_bytes(dumps(payload)))
            unfinished.replace(folder / f"{name}.{queue}.msg")
        except OSError as error:
            raise ChannelError(f"Cannot put a message into {folder}") from error


class Transport(filesystem.Transport):
    """What `filesystem://` means in the portal (portal/celery.py)."""

    Channel = Channel
