# Bare `make` lists the targets. All that is needed: make, Python 3.11 or newer, and pip.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

# What `make demo` evaluates: a policy, and an institution's facts.
POLICY ?= anhui/evaluation-body-filing
FACTS  ?= examples/anhui/special-skill-school-fails-narrowly.yaml

# Options of `make bench`: --quick, --only GROUP ....
BENCH  ?=

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help setup demo test test-spark lint format types imports policies mutate docs bench bench-feel wheel check clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

setup: $(READY) ## Create the virtual environment, once
	@:

demo: $(READY) ## Evaluate an example institution and explain the verdict
	@$(BIN)/policydsl evaluate $(POLICY) --facts $(FACTS)

test: $(READY) ## Run the tests
	@$(BIN)/pytest -q --numprocesses=auto --maxprocesses=8

test-spark: $(READY) ## Run the tests on a local Spark; needs Java 17 or newer
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
	    -c constraints.txt -e ".[dev,spark]"
	@env -u CI $(BIN)/pytest -q -n0 tests/spark

lint: $(READY) ## Check format and style
	@$(BIN)/ruff format --quiet --check || { echo "Not formatted: run make format" >&2; exit 1; }
	@$(BIN)/ruff check --quiet

format: $(READY) ## Format the code, and mend what can be mended
	@$(BIN)/ruff check --quiet --fix-only
	@$(BIN)/ruff format --quiet

types: $(READY) ## Check types
	@$(BIN)/mypy --strict --no-error-summary policydsl

imports: $(READY) ## Check that imports run one way
	@said=$$($(BIN)/lint-imports --no-logo 2>&1) || { echo "$$said" >&2; exit 1; }

policies: $(READY) ## Lint and check the shipped policies, and run their test cases
	@$(BIN)/policydsl lint policies
	@$(BIN)/policydsl test policies --require pass,fail
	@$(BIN)/policydsl check policies

mutate: $(READY) ## Ask whether the cases notice each small change of the shipped policies
	@$(BIN)/policydsl mutate policies --jobs 2

docs: $(READY) ## Regenerate the generated pages of docs/
	@UPDATE_GOLDEN=1 $(BIN)/pytest -q -m docs

bench: $(READY) ## Measure engines beside their peers, into docs/performance.md and docs/sizing.md
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
	    -c constraints.txt -e ".[bench]" || true
	@$(BIN)/python bench/measure.py $(BENCH)

bench-feel: $(READY) ## Time FEEL beside pySFeel and feelin, into docs/feel-speed.md
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[bench]" || true
	@$(BIN)/python bench/feel_suite.py --limit 400 --rounds 3 --calls 3 --write docs/feel-speed.md

wheel: $(READY) ## Build the source distribution, and the wheel from it, into dist/
	@rm -rf dist
	@said=$$($(BIN)/python -m build --no-isolation 2>&1) || { echo "$$said" >&2; exit 1; }
	@ls dist/*

check: ## Run all that a change must pass, as CI does
	@PYTHON=$(PYTHON) VENV=$(VENV) .ci/run

clean: ## Remove what was built and cached, except the virtual environment
	@rm -rf build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find policydsl tests -name __pycache__ -prune -exec rm -rf {} +

$(READY): pyproject.toml constraints.txt
	@PYTHON=$(PYTHON) .ci/venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
	    -c constraints.txt -e ".[dev]"
	@touch $@
