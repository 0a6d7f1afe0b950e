# Tasks of papercat's development; `make help` lists them. They need Python 3.11 or later with venv.

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
RUN_DB := .make/seeds.db

# Tests start papercat hundreds of times, and compiling it each time takes longer than its start.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help

.PHONY: help run test fuzz hard lint types wheel check docs screenshots bench bench-search clean

$(READY): pyproject.toml
	$(shell command -v $(PYTHON) || command -v python3) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable '.[dev]'
	$(BIN)/python -m compileall -q papercat  # or the first run would
	touch $@

## list the targets
help:
	@awk '/^## / { line = substr($$0, 4) } \
		/^[a-z-]+:/ && line { split($$0, part, ":"); printf "make %-12s  %s\n", part[1], line; line = "" }' \
		$(MAKEFILE_LIST)

## set everything up, import seeds/, then show a search and an author's page
run: $(READY)
	@mkdir -p $(dir $(RUN_DB)) && rm -f $(RUN_DB)*
	PAPERCAT_DB=$(RUN_DB) $(BIN)/papercat import seeds
	PAPERCAT_DB=$(RUN_DB) $(BIN)/papercat search language models --limit 8 --no-pager
	PAPERCAT_DB=$(RUN_DB) $(BIN)/papercat author "Simon Osindero" --no-pager

## set everything up and run the tests
test: $(READY)
	$(BIN)/pytest -n auto --dist worksteal -q

## run the property tests with thousands of new random examples
fuzz: $(READY)
	HYPOTHESIS_PROFILE=fuzz $(BIN)/pytest -m hypothesis

SIZE ?= 100000

HARD ?= 1

## try to break papercat for hours; HARD=0.1 does a tenth (SIZE=N papers for the memory)
hard: $(READY)
	HARD=$(HARD) SIZE=$(SIZE) $(BIN)/pytest tests/hard

## check style and the layers of imports
lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

## check types
types: $(READY)
	$(BIN)/mypy

## build the wheel and test it in an empty environment
wheel: $(READY)
	$(BIN)/pytest -m wheel

## run every check of CI: lint, types, test, wheel
check: lint types test wheel

## generate docs/search.md from the query language
docs: $(READY)
	$(BIN)/python docs/generate.py

## draw README's screenshots into docs/screens/
screenshots: $(READY)
	$(BIN)/python docs/screenshots.py

SEED ?= 1
DATA ?= ../shared/arxiv/arxiv-100k.jsonl.xz
BENCH_DB := .make/$(basename $(basename $(notdir $(DATA)))).db

$(BENCH_DB): $(DATA) $(wildcard migrations/*.sql) | $(READY)
	@mkdir -p $(dir $@)
	rm -f $@*
	xzcat $(DATA) > $@.jsonl
	$(BIN)/papercat import $@.jsonl --db $@
	rm -f $@.jsonl

## measure how often searches find the right paper (SEED=N picks others)
bench-search: $(READY) $(BENCH_DB)
	$(BIN)/python tests/benchmarks/search_quality.py $(BENCH_DB) $(SEED)

## measure speed and write docs/benchmarks.md (SIZE=N papers)
bench: $(READY)
	$(BIN)/python -m compileall -q papercat
	$(BIN)/python tests/benchmarks/bench.py $(SIZE) docs/benchmarks.md

## delete the environment and everything that was built
clean:
	rm -rf $(VENV) .make dist build
