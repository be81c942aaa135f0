# Kundenkreis: the commands of daily work. `make` alone lists them.
PORT ?= 8000
DATA ?= var/demo
RESET ?=
PYTHON ?= python3
JOBS ?= 2
SIZES ?= 100000 1000000
BIN := .venv/bin
export PYTHON

.DEFAULT_GOAL := help
.PHONY: help demo test check bench messages locks setup setup-dev

help:  ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

demo: setup  ## Show Kundenkreis with a demo company (PORT=8000 DATA=var/demo, RESET=1 starts over)
	@exec $(BIN)/kundenkreis demo --port $(PORT) --data $(DATA) $(if $(RESET),--reset)

test: setup-dev  ## Everything: quick checks, unit, property, journey and browser tests
	@exec $(BIN)/python -m pytest -n $(JOBS)

check: setup-dev  ## The quick gate: format, lint, types, order of rooms, migrations, catalogues
	@exec $(BIN)/python -m pytest tests/architecture

bench: setup-dev  ## Measure what docs/explanation/performance.md promises (SIZES="100000 1000000" cases)
	@exec $(BIN)/python -m bench $(SIZES)

messages: setup-dev  ## Collect marked texts into the German catalogue
	@exec $(BIN)/python -m kundenkreis.base.messages

locks: setup-dev  ## Renew the hashed locks in requirements/
	@for name in build product dev; do \
	  (cd requirements && ../$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	    --generate-hashes --no-header --no-emit-index-url $$name.in --output-file $$name.txt) || exit 1; \
	done

setup:
	@requirements/install product

setup-dev:
	@requirements/install dev
