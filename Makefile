# The same door for people and machines. `make help` lists what there is.
.DEFAULT_GOAL := help
.PHONY: help install demo demo-widget test check redteam chaos canaries idswap bench bench-scale bench-ingest bench-review load docs lock clean

ifneq ($(origin PORT),undefined)
export FIRSTFIVE_PORT ?= $(PORT)
endif

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*  ## \(.*\)/make \1	\2/p' Makefile

install:  ## the locked packages and the command firstfive, in .venv
	@PYTHON="$(PYTHON)" sh scripts/install run

demo: install  ## the product with its own catalogue, at http://127.0.0.1:8000 (PORT=… for another)
	@exec .venv/bin/firstfive demo

demo-widget: install  ## a page of another site (localhost:8001) that embeds the chat (127.0.0.1:8000)
	@exec .venv/bin/python -m ui.widget.demo

test: dev  ## every test (set FIRSTFIVE_TEST_DATA for those that need data)
	@.venv/bin/pytest -n 2 --dist loadfile --no-loadscope-reorder --durations=15 $(ARGS)

check: dev  ## format, lint, types, import layers, secrets, advisories
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports
	@.venv/bin/python -m scripts.audit

redteam: dev  ## attacks at full length, as a table (needs FIRSTFIVE_TEST_DATA)
	@.venv/bin/pytest --long --timeout 0 tests/conversation/redteam tests/integration/ui/redteam $(ARGS)

ray: install  ## what `firstfive ingest --engine ray` needs, besides
	@PYTHON="$(PYTHON)" sh scripts/install ray

learn: install  ## trains the heads of listening anew (ARGS="--help" for what there is)
	@PYTHON="$(PYTHON)" sh scripts/install learn
	@.venv/bin/python -m evaluation.learning.train $(ARGS)

test-ray: dev ray  ## an ingest on a cluster of two workers, one of which is killed
	@.venv/bin/pytest tests/integration/catalogue/test_ray_crew.py $(ARGS)

chaos: dev  ## faults of database, network, models and processes, as a table (ARGS="--kept FILE" to go on)
	@.venv/bin/pytest -s --long --timeout 0 tests/chaos $(ARGS)

canaries: dev  ## erasure, proven: 10,000 words said, erased and searched for (ARGS="--count N")
	@.venv/bin/python -m scripts.canaries $(ARGS)

idswap: dev  ## other people's ids in every route, export and socket
	@.venv/bin/pytest -s --long tests/integration/ui/access/test_idswap.py $(ARGS)

bench: dev  ## time per turn against its floor (ARGS=PACK for another pack)
	@.venv/bin/python -m evaluation.bench $(or $(ARGS),businesses)

bench-scale: dev  ## turns, filtered search and memory on a synthesised catalogue (ARGS="PACK --items N")
	@.venv/bin/python -m evaluation.scale $(ARGS)

bench-ingest: dev  ## documents per second against embedding alone (ARGS="PACK SOURCE")
	@.venv/bin/python -m evaluation.throughput speed $(or $(ARGS),businesses)

bench-review: dev  ## queue pages of the review desk on a million turns (ARGS="--conversations N --turns N")
	@.venv/bin/python -m scripts.bench_review $(ARGS)

load: dev  ## how many people one process can talk with, beside a bare chat server (ARGS="--help")
	@.venv/bin/python -m scripts.load $(ARGS)

docs: dev  ## the generated pages of docs/
	@.venv/bin/python -m scripts.docs

lock:  ## new versions into the locks, and what they are made of into sbom.json and NOTICES (needs uv)
	@sh scripts/lock
	@PYTHON="$(PYTHON)" sh scripts/install dev
	@.venv/bin/python -m scripts.materials

clean:  ## remove .venv and what the tools keep
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

.PHONY: dev ray test-ray learn
dev:
	@PYTHON="$(PYTHON)" sh scripts/install dev
