# make chat [MINUTES=folder] [PORT=7860] [DATA=folder]   read the minutes in, then serve the page
# make test                                              lint, types and the whole test suite
# make lint | install
# make bench [MEETINGS="5 1000 5000"]                     reading in, searching and asking, beside others; an hour
# make torture [ROUNDS=100]                              kill -9, damaged files, full disks, a reader while reading in
# make load [MINUTES_OF_LOAD=10] [PEOPLE=50]             many people at once over the page and the API, and a soak
# make audit                                             known vulnerabilities of what is pinned (asks pypi.org)

PYTHON  ?= python3
VENV    ?= .venv
SAMPLES := ingest/samples
MINUTES ?= $(SAMPLES)
PORT    ?= 7860
# One data folder for each folder of minutes, so that the samples never mix with somebody's own.
DATA    ?= data/$(shell basename "$$(realpath -m "$(MINUTES)")")
WORKERS ?= 2
TESTS   ?= tests
MEETINGS ?= 5 1000 5000
ROUNDS  ?= 100
PEOPLE  ?= 50
MINUTES_OF_LOAD ?= 10

BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help install chat test lint bench torture load audit

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

install: $(VENV)/.installed

chat: $(VENV)/.installed
	@# Exit code 1 says that some files were rejected and the rest is in: the page can be served.
	$(BIN)/referat ingest "$(MINUTES)" --data "$(DATA)" || [ $$? -eq 1 ]
	$(BIN)/referat chat --port $(PORT) --data "$(DATA)"

test: lint
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile $(TESTS)

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.installed-dev
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[bench]'
	$(BIN)/python -m tests.benchmarks.bench
	$(BIN)/python -m tests.benchmarks.scale --meetings $(MEETINGS) --peers

torture: $(VENV)/.installed-dev
	$(BIN)/python -m tests.torture.kills --rounds $(ROUNDS)
	$(BIN)/python -m tests.torture.faults
	$(BIN)/python -m tests.torture.surroundings
	$(BIN)/python -m tests.torture.readers

load: $(VENV)/.installed-dev
	$(BIN)/python -m tests.load.crowd --people $(PEOPLE) --minutes $(MINUTES_OF_LOAD)
	$(BIN)/python -m tests.load.soak

audit: $(VENV)/.installed-dev
	$(BIN)/python -m pip install --quiet 'pip-audit>=2.9,<3'
	$(BIN)/pip-audit --requirement constraints.txt --no-deps --disable-pip

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

# A stamp is older than what it was made from only when a requirement or a pin has changed.
$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --constraint constraints.txt --editable '.[dev]'
	@touch $@ $(VENV)/.installed
