"""Keeps evidence in an S3-compatible store: private, never written over, and no address without a signature."""

from botocore.config import Config
from django.utils.http import content_disposition_header
from storages.backends.s3 import S3Storage

from returns.evidence.refusal import MEGABYTE

# Seconds. A store that does not answer must not hold a web worker for botocore's own minute, five times over.
CONNECT_SECONDS, READ_SECONDS, TRIES = 5, 30, 3
SIGNED_SECONDS = 60
PRIVATE = "private, no-store"


class EvidenceBucket(S3Storage):
    """A private bucket that keeps the promises of a private folder.

    Saving under a taken name gives another name, deleting what is not there is no error, opening or measuring it
    raises FileNotFoundError. Everything else that goes wrong raises botocore's own errors.
    """

    def get_default_settings(self) -> dict:
        """What holds for every bucket; the address and the keys come from STORAGES, or else boto3 finds them itself."""
        return super().get_default_settings() | {
            "querystring_auth": True,
            "querystring_expire": SIGNED_SECONDS,
            "custom_domain": None,
            "file_overwrite": False,
            # Whoever gets at a file by another way than the portal is told the same as by the portal.
            "object_parameters": {"CacheControl": PRIVATE, "ContentDisposition": "attachment"},
            # A larger file is read by way of the disk and not held in memory.
            "max_memory_size": MEGABYTE,
        }

    def __init__(self, **options) -> None:
        super().__init__(**options)
        self.client_config = Config(
            signature_version="s3v4",
            # A council's own store usually has no host name for each bucket, nor the newest checksums.
            s3={"addressing_style": "path" if self.endpoint_url else "auto"},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            retries={"total_max_attempts": TRIES, "mode": "standard"},
        )

    def signed_address(self, name: str, *, saved_as: str, media_type: str) -> str:
        """Where the store hands this one file to whoever asks within a minute, to save under a name, as a type."""
        told = {
            "ResponseContentDisposition": content_disposition_header(True, saved_as),
            "ResponseContentType": media_type,
            "ResponseCacheControl": PRIVATE,
        }
        return self.url(name, parameters=told, expire=SIGNED_SECONDS)
