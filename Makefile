# papercat's chores. `make run` and `make test` need Python 3.11 or later with venv.

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
RUN_DB := .make/seeds.db

.PHONY: run test fuzz lint types wheel check docs screenshots bench bench-search clean

$(READY): pyproject.toml
	$(shell command -v $(PYTHON) || command -v python3) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable '.[dev]'
	$(BIN)/python -m compileall -q papercat  # so that no run has to
	touch $@

## set everything up, import seeds/, then show a search and an author's page
run: $(READY)
	@mkdir -p $(dir $(RUN_DB)) && rm -f $(RUN_DB)*
	PAPERCAT_DB=$(RUN_DB) $(BIN)/papercat import seeds
	PAPERCAT_DB=$(RUN_DB) $(BIN)/papercat search language models --limit 8 --no-pager
	PAPERCAT_DB=$(RUN_DB) $(BIN)/papercat author "Simon Osindero" --no-pager

## set everything up and run the tests
test: $(READY)
	$(BIN)/pytest

## the property tests with thousands of examples, others each time
fuzz: $(READY)
	HYPOTHESIS_PROFILE=fuzz $(BIN)/pytest -m hypothesis

## style and layers
lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(READY)
	$(BIN)/mypy

## the built wheel works in an empty environment
wheel: $(READY)
	$(BIN)/pytest -m wheel

## everything that .ci/run checks
check: lint types test wheel

## write docs/search.md anew from the code's own table of fields
docs: $(READY)
	$(BIN)/python docs/generate.py

## draw the screenshots of README into docs/screens/
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

## how often a search finds what was meant; SEED= makes other picks
bench-search: $(READY) $(BENCH_DB)
	$(BIN)/python tests/benchmarks/search_quality.py $(BENCH_DB) $(SEED)

SIZE ?= 100000

## papercat's speed as ratios, into docs/benchmarks.md; SIZE= chooses how many papers
bench: $(READY)
	$(BIN)/python -m compileall -q papercat
	$(BIN)/python tests/benchmarks/bench.py $(SIZE) docs/benchmarks.md

clean:
	rm -rf $(VENV) .make dist build
