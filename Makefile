# Every target that needs the environment builds it first, when it is missing or older than pyproject.toml.

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.stamp

# Compiled modules are kept: hundreds of processes that tests start would compile what they import anew.
export PYTHONDONTWRITEBYTECODE :=

# An index that pip was told of is uv's as well, which installs in a third of the time.
ifdef PIP_INDEX_URL
export UV_DEFAULT_INDEX ?= $(PIP_INDEX_URL)
endif

.PHONY: help setup demo test types tested compiled bench soak clean

help:
	@echo "make setup   build .venv with all that tests and benchmarks need"
	@echo "make demo    lint the messages that come with smslint: verdicts, fixes, fines"
	@echo "make test    lint, types and tests"
	@echo "make bench   speed and start-up, as ratios"
	@echo "make soak    long runs: fuzzing, growth, memory"
	@echo "make clean   remove what the targets above left behind"

setup: $(STAMP)

$(STAMP): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet uv && $(BIN)/uv pip install --quiet --python $(BIN)/python --editable '.[dev]' \
		|| $(BIN)/python -m pip install --quiet --no-compile --editable '.[dev]'
	$(BIN)/python -m compileall -q smslint
	touch $(STAMP)

demo: $(STAMP)
	@$(BIN)/smslint demo

test: $(STAMP)
	$(BIN)/ruff check .
	@$(MAKE) --no-print-directory --jobs=2 types tested

types: $(STAMP)
	$(BIN)/mypy

tested: compiled
	$(BIN)/python -m pytest -n 2 --dist worksteal -q

# Once for all processes of the tests, which would compile the rules side by side.
compiled: $(STAMP)
	SMSLINT_CACHE_DIR=.venv/.rules $(BIN)/smslint lint --fail-on never --format concise "Larch Cafe: your table is ready"

bench: $(STAMP)
	$(BIN)/python -m compileall -q smslint
	$(BIN)/python tests/bench/run.py
	$(BIN)/python tests/bench/audit.py

soak: $(STAMP)
	$(BIN)/python tests/soak/run.py
	$(BIN)/python tests/soak/campaign.py
	$(BIN)/python tests/soak/audit.py
	SMSLINT_CANARIES=1000 $(BIN)/python -m pytest -q tests/test_canaries.py tests/audit/test_redaction.py
	SMSLINT_ALL_PAIRS=1 $(BIN)/python -m pytest -q tests/engine/test_search.py tests/engine/test_nomination.py
	SMSLINT_ALL_REPLIES=1 $(BIN)/python -m pytest -q tests/campaign/test_inbound.py
	SMSLINT_ALL_WORDS=1 $(BIN)/python -m pytest -q tests/test_disguise.py
	$(BIN)/python -m tests.soak.repository

clean:
	rm -rf .venv build dist .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
