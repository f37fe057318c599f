"""The built style and script hold nothing that only GOV.UK may use, and can be published."""

import shutil

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from portal.management.commands.build_assets import SOURCE, build, make_ours

NAMES = ("govuk-frontend.min.css", "govuk-frontend.min.js")


@pytest.fixture
def project(tmp_path, settings):
    """A folder with the installed package in it and nothing built yet."""
    shutil.copytree(settings.BASE_DIR / SOURCE, tmp_path / SOURCE, ignore=shutil.ignore_patterns("components", "*.mjs"))
    settings.BASE_DIR = tmp_path
    return tmp_path


def test_built_files_hold_nothing_that_only_govuk_may_use(project):
    build(project)
    for name in NAMES:
        text = (project / "static/govuk" / name).read_text()
        assert len(text) > 40_000
        for taken in ("GDS Transport", "@font-face", "crest", "sourceMappingURL", "/assets/"):
            assert taken not in text


def test_built_style_keeps_its_rules_and_takes_our_typeface(project):
    build(project)
    style = (project / "static/govuk" / NAMES[0]).read_text()
    assert style.count("var(--sv-font,arial,sans-serif)") > 50
    assert style.count("{") == style.count("}")
    assert ".govuk-generic-header" in style


def test_building_again_writes_nothing(project):
    assert len(build(project)) == 2
    assert build(project) == []


def test_building_without_the_package_says_what_to_run(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    with pytest.raises(CommandError) as error:
        call_command("build_assets")
    assert "npm ci" in str(error.value)
    assert "\n" not in str(error.value)


def test_package_that_spells_its_typeface_otherwise_is_refused(project):
    style = project / SOURCE / NAMES[0]
    style.write_text(style.read_text() + '.x{font-family:Georgia,"GDS Transport"}')
    with pytest.raises(CommandError, match="GDS Transport"):
        call_command("build_assets")


def test_crest_goes_and_the_rules_around_it_stay():
    assert (
        make_ours(".a{color:red;background-image:url(/assets/images/govuk-crest.svg);top:0}") == ".a{color:red;top:0}\n"
    )


def test_built_files_can_be_published_with_names_that_change_with_them(project, settings, tmp_path):
    call_command("build_assets", verbosity=0)
    shutil.copytree(PORTAL_STATIC, project / "static/portal")
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [project / "static"], tmp_path / "published"
    settings.INSTALLED_APPS = [app for app in settings.INSTALLED_APPS if app == "django.contrib.staticfiles"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    published = {path.name for path in (tmp_path / "published/govuk").iterdir()}
    assert set(NAMES) < published  # app.js imports the script by its plain name
    assert len([name for name in published if name.startswith("govuk-frontend.min.") and name.endswith(".css")]) == 2


PORTAL_STATIC = settings.BASE_DIR / "static/portal"
