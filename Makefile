# Two commands matter: `make solve` and `make test`. Both put what they need into .venv,
# from nothing, and share it: the package is installed in place, so that either one always runs
# the code in this folder, and a stamp spares the second call the installation.

PYTHON ?= python3
# The workbook to solve, and further options for the command, such as ARGS="--time-limit 60".
INPUT ?= inputs/us_japan_pledge.xlsx
ARGS ?=
# Pytest workers, and what to test, such as TESTS=tests/formulation.
JOBS ?= 2
TESTS ?= tests
# Exact versions; empty takes the newest that setup.cfg allows.
CONSTRAINTS ?= .ci/constraints.txt

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check \
       $(if $(CONSTRAINTS),--constraint $(CONSTRAINTS))
SPECIFICATION := setup.cfg pyproject.toml optmodel/_version.py $(CONSTRAINTS)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help solve test check lint types docs format benchmark bench bench-quick clean

help: ## say what the targets do
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 20

# `exec` leaves no shell between the keyboard and the command: Ctrl-C reaches it, and only it.
# Make ends with 2 for every failure; the line "Error 4" carries the exit code of optmodel itself.
solve: $(VENV)/.run ## solve inputs/us_japan_pledge.xlsx, or INPUT=another.xlsx
	@exec $(BIN)/optmodel solve "$(INPUT)" $(ARGS)

test: $(VENV)/.dev ## run every test
	$(BIN)/python -m pytest -n $(JOBS) $(TESTS)

check: lint types test ## everything that CI checks about the code: style, types, docs, tests

lint: $(VENV)/.dev ## style, complexity and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev ## strict types
	$(BIN)/mypy --strict

docs: $(VENV)/.dev ## only the checks of the documentation
	$(BIN)/python -m pytest tests/docs

format: $(VENV)/.dev ## bring the code into the one format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

benchmark: $(VENV)/.run ## seconds per stage on every example
	$(BIN)/python benchmarks/stages.py

bench: $(VENV)/.bench ## speed against other ways to solve the same problem; some three hours
	$(BIN)/python -m benchmarks.speed $(ARGS)

bench-quick: $(VENV)/.bench ## a few minutes of it
	$(BIN)/python -m benchmarks.speed --quick $(ARGS)

clean: ## remove the environment and everything built, but no result
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "optmodel needs Python 3.11 or newer, and '$(PYTHON)' is not;" \
	       "name one with: make PYTHON=python3.12 ..." >&2; exit 1; }
	@echo "Setting up $(VENV); this happens once and takes a minute or two." >&2
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "Python cannot make an environment; on Debian and Ubuntu: apt install python3-venv" >&2; \
	  exit 1; }
	@touch $@

$(VENV)/.run: $(VENV)/.python $(SPECIFICATION)
	@$(PIP) --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.python $(SPECIFICATION)
	@$(PIP) --editable '.[dev]'
	@touch $(VENV)/.run $@

$(VENV)/.bench: $(VENV)/.python $(SPECIFICATION)
	@$(PIP) --editable '.[bench]'
	@touch $(VENV)/.run $@
