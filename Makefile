# Leadline's commands. `make demo` and `make test` are enough to begin with.
PYTHON ?= python3
SHELL := bash
N ?= 500
S ?= 2000
E ?= 200
U ?= 1000
R ?= 1000
M ?= 20
C ?= 100000
PYTEST_ARGS ?=
WORKERS ?= auto

BIN := .venv/bin
STAMP := .venv/.installed
MESSAGES := data/words/ar.mo

.DEFAULT_GOAL := help
.PHONY: help install demo test test-fast check format bench soak services screens words lock clean

help:  ## Show what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  \1\t/' | expand -t 14

install: $(STAMP) $(MESSAGES)  ## Set up .venv with everything Leadline and its tests need

$(MESSAGES): $(wildcard data/words/*/*.po) | $(STAMP)
	$(BIN)/python -m catalogue compile
	@touch $@

$(STAMP): pyproject.toml requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -c requirements.lock -e '.[dev,postgres]'
	@# compiled once here, so that a start need not, even where Python may not write bytecode
	$(BIN)/python -m compileall -q app
	$(BIN)/python -m app.demo
	@touch $@

demo: install  ## Open the demo workspace
	@$(BIN)/python -m app.demo
	$(BIN)/leadline demo

test: install  ## Run the tests (PYTEST_ARGS='-k qualify' to choose, WORKERS=0 for one at a time)
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(PYTEST_ARGS)

test-fast: install  ## Run what needs neither a terminal nor a server: for work, in under three minutes
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder -m "not slow" $(PYTEST_ARGS)

check: install  ## Formatting, lint, types, import contracts, dead code, dependencies
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	@# attributes and fields are read by name too (mapper, JSON, Textual), so only code counts
	@# so do methods of screens' actions: a command finds its own by name
	! $(BIN)/vulture 2>&1 | grep -vE 'unused (variable|attribute)|app/screens/(actions/.*|leads|listing|pipeline).py:.*unused method'
	$(BIN)/deptry .
	$(BIN)/python -m catalogue check

format: install  ## Format and mend what ruff can
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

bench: install  ## Measure speed as ratios (first paint, key to paint, import, edits beside one)
	$(BIN)/python -m bench

soak: install  ## Kill the program N times, type S random sequences, end it E times, undo U commands, race R times, live M months of sequences, claim C leads (make soak N=500)
	$(BIN)/python -m bench.soak --kills $(N)
	$(BIN)/python -m bench.soak.typing --sequences $(S)
	$(BIN)/python -m bench.soak.ending --times $(E)
	$(BIN)/python -m bench.soak.walking --commands $(U)
	$(BIN)/python -m bench.soak.story
	$(BIN)/python -m bench.soak.racing --rounds $(R)
	$(BIN)/python -m bench.soak.sequences --rounds $(M)
	$(BIN)/python -m bench.soak.ordering --rounds $(R)
	$(BIN)/python -m bench.soak.claims --leads $(C)

services: install  ## Check that the PostgreSQL of the tests starts here
	$(BIN)/python -m tests.postgres

words: install  ## Take the messages out of the code, bring the catalogues up to date, check and compile them
	$(BIN)/python -m catalogue

screens: install  ## Take the pictures of docs/ anew
	$(BIN)/python docs/screens.py

lock: clean  ## Resolve the dependencies anew into requirements.lock
	$(PYTHON) -m venv build/lock
	build/lock/bin/pip install --quiet --disable-pip-version-check '.[dev,postgres]'
	echo "# Every version Leadline was last tested with; used as pip constraints. Written by \`make lock\`." > requirements.lock
	build/lock/bin/pip freeze --exclude leadline >> requirements.lock

clean:  ## Remove what was built (not .venv)
	rm -rf build dist
