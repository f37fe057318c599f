"""What operators are told to set is what the portal reads, and it refuses to start on settings that are not safe."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

PROJECT = Path(__file__).resolve().parent.parent.parent
READERS = ("portal/settings.py", "gunicorn.conf.py")
# The database container's own password, from which compose makes DATABASE_URL.
OF_COMPOSE = {"POSTGRES_PASSWORD"}
PRODUCTION = {
    "SECRET_KEY": "a" * 25 + "first-key-of-the-production-settings",
    "AUDIT_KEY": "b" * 25 + "second-key-of-the-production-settings",
    "ALLOWED_HOSTS": "socialvalue.council.example",
    "PORTAL_URL": "https://socialvalue.council.example",
    "DATABASE_URL": "postgres://portal:password@database.example:5432/portal",
    "REDIS_URL": "redis://queue.example:6379/0",
    "EMAIL_URL": "smtp+tls://portal:password@relay.example:587",
    "DEFAULT_FROM_EMAIL": "Report social value <no-reply@council.example>",
    "TRUSTED_PROXY_COUNT": "1",
    "CLAMD_ADDRESS": "tcp://scanner.example:3310",
}


def variables_read() -> set[str]:
    """Every environment variable the settings and the web server's configuration ask for."""
    names = set()
    for reader in READERS:
        for call in ast.walk(ast.parse((PROJECT / reader).read_text())):
            if isinstance(call, ast.Call) and call.args and isinstance(call.args[0], ast.Constant):
                asked = ast.unparse(call.func)
                if asked.startswith("env.") or asked in ("_secret", "os.environ.get"):
                    names.add(call.args[0].value)
    return names


def variables_explained() -> set[str]:
    """Every variable that stands in .env.example, set or as a default behind a #."""
    return set(re.findall(r"^(?:# )?([A-Z0-9_]+)=", (PROJECT / ".env.example").read_text(), re.MULTILINE))


def compose() -> dict:
    return yaml.safe_load((PROJECT / "docker-compose.yml").read_text())


def manage(tmp_path, *arguments, **environment):
    """Run a management command in production, far from this machine's own settings."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **PRODUCTION, **environment},
        cwd=PROJECT, capture_output=True, text=True,
    )  # fmt: skip


def test_every_setting_is_explained():
    assert variables_explained() == variables_read() | OF_COMPOSE


def test_operations_page_explains_every_setting():
    page = (PROJECT / "docs/operations.md").read_text()
    assert {name for name in variables_read() | OF_COMPOSE if f"`{name}`" not in page} == set()


def test_compose_sets_only_what_is_read():
    services = compose()["services"]
    ours = [service for service in services.values() if service["image"] == "report-social-value"]
    assert len(ours) == 4
    for service in ours:
        assert set(service["environment"]) <= variables_read()
    wanted = set(re.findall(r"\$\{([A-Z_]+)", (PROJECT / "docker-compose.yml").read_text()))
    assert wanted <= variables_explained()


def test_compose_starts_nothing_before_the_migrations():
    services = compose()["services"]
    for name in ("web", "worker", "beat"):
        assert services[name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
    assert services["migrate"]["restart"] == "no"


def test_compose_keeps_what_must_not_be_lost_in_volumes():
    document = compose()
    for service in document["services"].values():
        for volume in service["volumes"]:
            assert volume.split(":")[0] in document["volumes"]


def test_image_runs_as_an_ordinary_user_and_is_watched():
    last_stage = (PROJECT / "Dockerfile").read_text().rsplit("\nFROM ", 1)[1]
    assert "USER portal" in last_stage
    assert "/livez" in last_stage
    assert "requirements-dev" not in (PROJECT / "Dockerfile").read_text()


def test_production_settings_pass_every_deployment_check(tmp_path):
    done = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


@pytest.mark.parametrize(
    ("variable", "value", "complaint"),
    [
        ("SECRET_KEY", "", "SECRET_KEY must be set"),
        ("SECRET_KEY", "short", "SECRET_KEY must be set"),
        ("AUDIT_KEY", "", "AUDIT_KEY must be set"),
        ("DEBUG", "1", "DEBUG shows settings"),
        ("EVIDENCE_SERVING", "public", "EVIDENCE_SERVING must be"),
        ("EVIDENCE_SERVING", "signed", "EVIDENCE_SERVING must be"),
        ("NOTICE_SOURCES", "http://notices.example.gov.uk/api", "must begin with https"),
    ],
)
def test_portal_refuses_to_start_on_unsafe_settings(tmp_path, variable, value, complaint):
    done = manage(tmp_path, "check", **{variable: value})
    assert done.returncode != 0
    assert complaint in done.stderr


def test_example_settings_hold_no_usable_secret():
    example = (PROJECT / ".env.example").read_text()
    for name in ("SECRET_KEY", "AUDIT_KEY", "POSTGRES_PASSWORD", "EMAIL_URL"):
        assert re.search(rf"^{name}=$", example, re.MULTILINE)


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt", "package-lock.json"])
def test_lock_does_not_name_where_packages_come_from(lock):
    assert not re.search(r'--(?:extra-)?index|--find-links|"resolved"', (PROJECT / lock).read_text())


EVIDENCE_STORAGE = """
from django.conf import settings
evidence = settings.STORAGES["evidence"]
options = sorted(str(value) for value in evidence["OPTIONS"].values())
print(settings.EVIDENCE_SERVING, evidence["BACKEND"].rpartition(".")[2], *options)
"""


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "stream FileSystemStorage {var}/evidence 384 None"),
        ({"EVIDENCE_SERVING": "accel"}, "accel FileSystemStorage {var}/evidence 416 488 None"),
        (
            {"EVIDENCE_S3_BUCKET": "files", "EVIDENCE_S3_KEY": "key", "EVIDENCE_S3_ACL": ""},
            "stream EvidenceBucket None None None None files key",
        ),
        (
            {"EVIDENCE_S3_BUCKET": "files", "EVIDENCE_S3_ENDPOINT": "https://s3.example", "EVIDENCE_SERVING": "signed"},
            "signed EvidenceBucket None None None files https://s3.example private",
        ),
    ],
)
def test_evidence_lies_where_the_environment_says(tmp_path, environment, said):
    done = manage(tmp_path, "shell", "--no-imports", "--command", EVIDENCE_STORAGE, **environment)
    assert done.stdout.strip() == said.format(var=tmp_path), done.stderr


def test_bucket_is_not_handed_to_nginx(tmp_path):
    done = manage(tmp_path, "check", EVIDENCE_S3_BUCKET="files", EVIDENCE_SERVING="accel")
    assert done.returncode != 0 and "EVIDENCE_SERVING must be" in done.stderr
