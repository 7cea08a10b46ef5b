# make run    the clinic, filled with invented patients, on this machine
# make test   everything that must hold, as in continuous integration
# make check  the quick loop: style, types, floors, and the tests of clinical knowledge
# make fix    put style and layout right where a machine can
# make reference   docs/reference, written anew from what the code knows
# make soak   the long tier: kills, power cuts and simulated clinics at full size; prints its figures, takes hours
# make bench  how fast, beside the limits of the same machine
# make mutate SAMPLE=600   small mistakes planted into clinical knowledge: how many do its tests notice? docs/mutation.md

HOST ?= 127.0.0.1
PORT ?= 8000
WHAT ?=
SAMPLE ?=
SEED ?= 7
BIN := .venv/bin
# Where Node is on a machine that had none.
export PATH := $(PATH):$(CURDIR)/.tools/bin

.PHONY: run test check fix reference soak bench mutate

run:
	@scripts/install run
	@exec $(BIN)/holdspace demo --host $(HOST) --port $(PORT)

test:
	@scripts/install test
	@exec $(BIN)/python scripts/test.py

check:
	@scripts/install test
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --quiet --check
	@HOLDSPACE_DATA=.tools/check $(BIN)/mypy --no-error-summary holdspace/clinical
	@node_modules/.bin/tsc --project tsconfig.json
	@$(BIN)/lint-imports --no-logo | tail -2
	@$(BIN)/python scripts/reference.py --check
	@$(BIN)/pytest --quiet tests/clinical

fix:
	@scripts/install test
	@$(BIN)/ruff check --quiet --fix
	@$(BIN)/ruff format --quiet

reference:
	@scripts/install run
	@$(BIN)/python scripts/reference.py

soak:
	@scripts/install test
	@$(BIN)/pytest --quiet -s -m soak $(WHAT)
	@exec $(BIN)/python scripts/with_postgresql.py $(BIN)/pytest --quiet -s -m 'soak and database' $(WHAT)

bench:
	@scripts/install test
	@.tools/bin/uv sync --quiet --inexact --locked --all-extras --group bench || echo "Not installed: the solvers to compare with."
	@for benchmark in benchmarks/bench_*.py; do $(BIN)/python $$benchmark || exit 1; done

mutate:
	@scripts/install test
	@exec $(BIN)/python scripts/mutation.py --what='$(WHAT)' $(if $(SAMPLE),--sample=$(SAMPLE)) --seed=$(SEED)
