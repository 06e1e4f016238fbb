# The two commands a newcomer needs are `make up` and `make test`. Help is drawn from this file: `make`.
# Needs make and Python >= 3.11; everything else comes, by hash, from locks/.

VENV ?= .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13 python3.14; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
T ?=
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help up test test-postgres test-browser fuzz check fix bench contracts docs world lock wheel image clean
.DELETE_ON_ERROR:

help: ## Show this help
	@awk 'BEGIN {FS = ":.*## "} \
		/^##@/ {printf "\n%s\n", substr($$0, 5)} \
		/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

##@ Two commands

up: $(VENV)/.run ## Start the sandbox: environment, four services, URLs, one curl line; ARGS="--people 50000"
	@$(BIN)/motcua up $(ARGS)

test: $(VENV)/.dev ## Every test that needs no network and no container; T=path for some of them
	@$(BIN)/pytest $(T) $(ARGS)

##@ While you work

test-postgres: $(VENV)/.dev ## The tests on PostgreSQL; fails, instead of skipping, where there is no server
	@NO_SKIPS=1 $(BIN)/pytest -m postgres $(T) $(ARGS)

test-browser: $(VENV)/.dev ## The tests in Chromium; fails, instead of skipping, where there is none
	@NO_SKIPS=1 $(BIN)/pytest tests/browser $(ARGS)

fuzz: $(VENV)/.dev ## Ask the services odd questions for longer than make test does
	@FUZZ_EXAMPLES=400 $(BIN)/pytest tests/contract/test_fuzz.py $(ARGS)

check: $(VENV)/.dev ## Lint, types, imports, shape, contracts, docs, locks: all of them, even after one fails
	@$(BIN)/python -m scripts.check $(ARGS)

fix: $(VENV)/.dev ## Repair what a tool can repair, then write contracts and tables of the docs anew
	@$(BIN)/ruff check --fix --exit-zero --quiet .
	@$(BIN)/ruff format --quiet .
	@$(BIN)/python -m scripts.contracts
	@$(BIN)/python -m scripts.tables

bench: $(VENV)/.dev ## Benchmarks, as ratios within one run
	@$(BIN)/python -m benchmarks $(ARGS)

##@ What is generated

contracts: $(VENV)/.dev ## Write contracts/openapi/*.json from the services
	@$(BIN)/python -m scripts.contracts

docs: $(VENV)/.dev ## Write the generated tables of docs/ (knobs, commands, refusals, faults, personas)
	@$(BIN)/python -m scripts.tables

world: $(VENV)/.dev ## Generate the default world that ships in the wheel anew
	@$(BIN)/python -m scripts.default_world

lock: $(VENV)/.dev ## Resolve the dependencies anew; UPGRADE=1 for newer versions
	@$(BIN)/python -m scripts.locks $(if $(UPGRADE),--upgrade)

wheel: $(VENV)/.dev ## Build the wheel and the source archive into dist/
	@rm -rf dist && $(BIN)/hatchling build -d dist && ls -l dist

image: ## Build the container image (needs a container engine)
	docker build --tag motcua .

##@ Tidy

clean: ## Remove the environment, caches and the sandbox's data
	rm -rf $(VENV) .motcua dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# An environment is made once and remade when its lock changes. The dev lock is a superset of the run lock, version
# for version, so an environment for development also serves `make up`.
$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "motcua needs Python 3.11 or newer; none was found on PATH" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "No virtual environment could be made; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }

$(VENV)/.run: locks/run.txt pyproject.toml | $(BIN)/python
	@echo "Installing what the sandbox needs into $(VENV) (once) ..."
	@$(PIP) install --no-compile --require-hashes -r locks/run.txt
	@$(PIP) install --no-compile --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: locks/dev.txt pyproject.toml | $(BIN)/python
	@echo "Installing what development needs into $(VENV) (once) ..."
	@$(PIP) install --no-compile --require-hashes -r locks/dev.txt
	@$(PIP) install --no-compile --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.run
