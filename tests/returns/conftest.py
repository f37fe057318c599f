"""What every test of this room may lean on."""

import pytest


@pytest.fixture(autouse=True)
def evidence_storage_of_its_own(settings, tmp_path):
    """Each test begins without a single stored file, so that it can tell what is left behind."""
    evidence = settings.STORAGES["evidence"]
    options = {**evidence["OPTIONS"], "location": tmp_path / "evidence"}
    settings.STORAGES = {**settings.STORAGES, "evidence": {**evidence, "OPTIONS": options}}
