# `make` alone prints what there is. Nothing else has to be remembered.

PYTHON ?= python3
PORT ?= 8000
UV ?= uv
# One test process a processor; `make test WORKERS=0` runs in one.
WORKERS ?= auto

BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest
PIP := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-input
# An image that forbids to keep what Python has compiled costs the tests minutes: they start some
# three hundred processes, and each would compile the house anew.
unexport PYTHONDONTWRITEBYTECODE
# Checks must not touch the data of a programme that is running here.
APART := BENKAN_DATA_DIR=.venv/data
LOCK := $(UV) pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--no-header --no-annotate pyproject.toml --extra build

.DEFAULT_GOAL := verbs
.PHONY: verbs run test fast check fix map story bench soak docs lock

verbs:
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: .venv/for-run ## start Benkan on http://127.0.0.1:8000 (PORT=…), with all it needs
	@exec $(BIN)/benkan up --port $(PORT)

test: .venv/for-test check ## everything, on SQLite and on a PostgreSQL of its own
	$(PYTEST) -n $(WORKERS)
	BENKAN_TEST_DATABASE=postgres $(PYTEST) -n $(WORKERS) -m "not plain and not once"

fast: .venv/for-test ## rules and kit: seconds (the methods: pytest tests/methods)
	@$(PYTEST) -m fast

check: .venv/for-test ## style, types, directions, migrations, translations
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --quiet --check
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/python -c "from importlinter.cli import lint_imports as lint; exit(lint())" > .venv/imports \
		|| { cat .venv/imports; exit 1; }
	@$(APART) $(BIN)/python -m django makemigrations --check --dry-run --settings benkan.config.settings
	@$(BIN)/python -m tests.words

fix: .venv/for-test ## mend style, take up new sentences for translation
	@$(BIN)/ruff check --quiet --fix
	@$(BIN)/ruff format --quiet
	@$(BIN)/python -m tests.words --update

map: ## floors and chapters in the order of the story
	@$(PYTHON) -m tests.map

story: .venv/for-test ## the story test, each hop printed
	@$(PYTEST) tests/test_story.py -s

bench: .venv/for-bench ## how fast it is, side by side with peers
	@for file in benchmarks/*.py; do echo "== $$file"; $(BIN)/python "$$file" || exit 1; done

soak: .venv/for-soak ## what takes long: load, kills, fuzzers, restoring (BENKAN_FIGURES=1 writes it down)
	$(PYTEST) -o faulthandler_timeout=1800 -m soak

docs: .venv/for-test ## see that every link in the documents leads somewhere
	@$(PYTEST) tests/architecture/test_docs.py

lock: ## resolve the dependencies anew (needs uv)
	$(LOCK) --output-file requirements.lock
	$(LOCK) --extra test --constraint requirements.lock --output-file requirements-test.lock
	$(LOCK) --extra test --extra bench --constraint requirements-test.lock --output-file requirements-bench.lock
	$(LOCK) --extra test --extra soak --constraint requirements-test.lock --output-file requirements-soak.lock

# --- the environment ---------------------------------------------------------------------------
# Every file that is fetched has its hash in the lock, the one that builds the package as well.

.venv/bin/python:
	@$(PYTHON) -c 'import sys; exit(sys.version_info < (3, 11) and "Benkan needs Python 3.11 or later.")'
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo "apt-get install python3-venv"; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/for-run: .venv/bin/python requirements.lock pyproject.toml
	@echo "Making the environment; the first time this takes a minute or two."
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

.venv/for-test: .venv/for-run requirements-test.lock
	@$(PIP) --require-hashes -r requirements-test.lock
	@touch $@

.venv/for-bench: .venv/for-test requirements-bench.lock
	@$(PIP) --require-hashes -r requirements-bench.lock
	@touch $@

.venv/for-soak: .venv/for-test requirements-soak.lock
	@$(PIP) --require-hashes -r requirements-soak.lock
	@touch $@
