# Two commands are enough on a fresh machine: `make run` tries the portal out, `make test` tests everything.
# They need Python 3.11 or newer, npm and, for the tests, a few system packages (fetched by apt-get where that is allowed).

PYTHON ?= python3
PORT ?= 8000
PY := .venv/bin/python

export EMBEDDED ?= 1
export PORT
export PORTAL_URL ?= http://localhost:$(PORT)
export LOG_LEVEL ?= WARNING
# Some machines forbid Python to keep what it compiled; then every command would compile two thousand files again.
unexport PYTHONDONTWRITEBYTECODE

LOCK := $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --custom-compile-command "make lock" pyproject.toml

.DEFAULT_GOAL := help
.PHONY: help run test bench lint messages lock clean tools assets

help: ## List what can be done here
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 18

run: .venv/installed assets ## Try the portal out on this machine, with demonstration data (PORT=8000)
	@$(PY) manage.py migrate --verbosity 0
	@$(PY) manage.py collectstatic --noinput --verbosity 0
	@if command -v msgfmt >/dev/null; then $(PY) manage.py compilemessages --verbosity 0 --ignore .venv; \
	else echo "Only in English: Welsh needs gettext (apt-get install gettext)."; fi
	@$(PY) manage.py load_demo
	@exec $(PY) manage.py serve

test: .venv/installed-dev assets ## Lint, types, every test on SQLite, on PostgreSQL those that may differ, then the browser journeys
	@$(PY) -m tests.run

bench: .venv/installed-dev assets ## Measure speed (SIZES="10000 100000": how many return lines)
	@$(PY) -m tests.bench $(SIZES)

lint: .venv/installed-dev ## Only the quick checks: style, layers, spelling, types
	@$(PY) -m tests.run lint

messages: .venv/installed ## Write the texts that need a Welsh translation to locale/cy
	@command -v msgmerge >/dev/null || { echo "gettext is missing: apt-get install gettext"; exit 1; }
	@$(PY) manage.py messages

lock: .venv/installed ## Write both requirements files after a change in pyproject.toml (UPGRADE=--upgrade: newest versions)
	@$(PY) -m pip install --quiet "$$(sed -n 's/^ *"\(uv[>=<].*\)",/\1/p' pyproject.toml)"
	@$(LOCK) $(UPGRADE) -o requirements.txt
	@$(LOCK) $(UPGRADE) --extra dev -c requirements.txt -o requirements-dev.txt
	@! grep -n '://' requirements.txt requirements-dev.txt || { echo "A lock file names where packages come from."; exit 1; }

clean: ## Remove everything that was made here, the demonstration's data included
	rm -rf .venv node_modules var build static/govuk .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} + ; find locale -name '*.mo' -delete

# --- What the commands above stand on; each is made again only when its lock file has changed ------------------------
.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	echo "Python 3.11 or newer is missing (found: $$($(PYTHON) --version 2>&1)). Install it, or name it: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Python's venv module is missing: apt-get install python3-venv"; exit 1; }

.venv/installed: requirements.txt | .venv/bin/python
	@echo "Installing Python packages (half a minute the first time)."
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt | .venv/installed
	@echo "Installing Python packages for the tests."
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

node_modules/.installed: package-lock.json
	@command -v npm >/dev/null || { echo "npm is missing: apt-get install npm (or https://nodejs.org)"; exit 1; }
	@npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

static/govuk/.built: node_modules/.installed portal/management/commands/build_assets.py | .venv/installed
	@$(PY) manage.py build_assets
	@touch $@

assets: static/govuk/.built
