# The developer's day. `make demo` and `make test` need Python 3.11 or newer, make and git; both install what is missing.
# Where there is a Rust compiler, dedup's native core is compiled; without one dedup runs in Python.
.PHONY: help install demo test lint evaluate bench lock schemas generated clean
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MODEL ?=
JOBS ?= 2
CRATE := workers/dedup/native
LIBRARY := $(CRATE)/libevacwire_dedup.$(if $(filter Darwin,$(shell uname -s)),dylib,so)
RUST := $(shell find $(CRATE)/src -name '*.rs') $(wildcard $(CRATE)/Cargo.* $(CRATE)/build.py)
CLIPPY := cargo clippy --quiet --release --locked --offline --manifest-path $(CRATE)/Cargo.toml --target-dir $(CRATE)/target
LOCK := uv pip compile --quiet --generate-hashes --no-emit-index-url --no-annotate --no-header --universal --python-version 3.11

help:  ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 12

install: $(VENV)/.runtime $(LIBRARY)  ## make .venv with what the pipeline runs on, from the hashed lock file

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "installing the locked packages (a minute or two, once)"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r build.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	@echo "installing the test tools (once)"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# Tried each time where there is no library, so that a compiler that came later is found.
$(LIBRARY): $(RUST) | $(VENV)/.runtime
	@$(BIN)/python $(CRATE)/build.py

demo: $(VENV)/.runtime $(LIBRARY)  ## run the whole pipeline on the sample stream the project ships
	$(BIN)/evacwire run workers/data/sample/stream.jsonl --out evacwire-out
	@echo "to read it as a wire page: $(BIN)/evacwire serve evacwire-out"

test: $(VENV)/.dev $(LIBRARY)  ## every check and every test
	$(BIN)/python -m pytest --numprocesses $(JOBS) --dist worksteal

lint: export PATH := $(PATH):$(HOME)/.cargo/bin
lint: $(VENV)/.dev  ## ruff and mypy, rustfmt and clippy where cargo has them
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	@if cargo fmt --version >/dev/null 2>&1; then echo "cargo fmt --check"; cargo fmt --manifest-path $(CRATE)/Cargo.toml --check; \
	else echo "no rustfmt here: the layout of the Rust sources is not checked"; fi
	@if cargo clippy --version >/dev/null 2>&1; then echo "cargo clippy"; $(CLIPPY) -- -D warnings; \
	else echo "no clippy here: the Rust sources are not linted"; fi

evaluate: $(VENV)/.dev $(LIBRARY)  ## measure relevance, extraction and dedup on the annotated corpus  (MODEL=name for another spaCy pipeline)
	$(if $(MODEL),EVACWIRE_SPACY_MODEL=$(MODEL)) $(BIN)/python -m tests.evaluate

bench: $(VENV)/.dev $(LIBRARY)  ## measure speed, memory and latency, each beside its yardstick
	$(BIN)/python -m tests.bench

schemas: $(VENV)/.runtime  ## write schemas/jsonschema from the models
	$(BIN)/python -m schemas.generate

generated: $(VENV)/.dev  ## write the dashboard and the tables in docs that come from declarations
	$(BIN)/python -m deploy.generate

lock:  ## resolve the dependencies anew (needs uv)
	$(LOCK) pyproject.toml --output-file requirements.lock
	$(LOCK) pyproject.toml --group dev --constraint requirements.lock --output-file requirements-dev.lock
	$(LOCK) --group build --output-file build.lock

clean:  ## remove what the targets above made
	rm -rf $(VENV) evacwire-out .mypy_cache .ruff_cache .pytest_cache .hypothesis $(CRATE)/target $(LIBRARY)
