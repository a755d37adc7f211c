# make help lists the targets. Everything runs in .venv, which follows requirements.txt to the hash.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help env report test lint unit notebooks-check book-check same bench pdf same-python torture mutants audit fuzz lab accept clean

# The first interpreter that really runs and fits; a name on the PATH may be a stub that does not.
FITS := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3 python; do if $$name -c '$(FITS)' 2>/dev/null; then echo $$name; break; fi; done)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.made
INDEX := book/_build/html/index.html
export PYTHONHASHSEED ?= 0
export PIP_DISABLE_PIP_VERSION_CHECK := 1

define step
@echo "== $(1)"; begun=$$(date +%s); $(2); echo "-- $(1): $$(( $$(date +%s) - begun )) s"
endef

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*##/\1:/p' $(MAKEFILE_LIST) | awk -F': *' '{ printf "  make %-16s %s\n", $$1, $$2 }'

env: $(STAMP)  ## the environment in .venv, made anew only when requirements.txt or pyproject.toml changed

$(STAMP): requirements.txt pyproject.toml
	@$(or $(PYTHON),false) -c '$(FITS)' || { echo "commitscape needs Python 3.11 to 3.13; name one with PYTHON=..." >&2; exit 1; }
	@echo "== environment in $(VENV) ($$($(PYTHON) --version))"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $(STAMP)

report: env  ## read the seeds, run the notebooks, assemble the book; prints the path of its first page
	@$(BIN)/commitscape build

test: env  ## everything that CI checks, in order, with times
	@$(MAKE) --no-print-directory -j 2 unit lint
	$(call step,report,$(BIN)/commitscape build)
	@$(MAKE) --no-print-directory notebooks-check book-check

lint: env  ## ruff and mypy
	$(call step,ruff,$(BIN)/ruff check src tests .ci)
	$(call step,mypy,$(BIN)/mypy)

unit: env  ## tests that need no built book
	$(call step,unit tests,$(BIN)/python -m pytest -q -n 2 -m "not book and not browser and not torture")

notebooks-check: env  ## run the notebooks again and compare with their stored outputs (needs build/tables)
	$(call step,stored outputs,$(BIN)/python -m pytest -q -p no:cacheprovider -n 2 --dist loadfile --nbval --nbval-current-env --nbval-kernel-startup-timeout 600 notebooks)

same: env  ## a part of book-check: build again elsewhere and compare every table and notebook, byte for byte
	$(call step,second build,$(BIN)/python -m pytest -q -m "book and not browser" tests/report)

book-check: env  ## build again elsewhere and compare; drive the built book in headless Chromium
	$(call step,second build and browser,$(BIN)/python -m pytest -q -n 2 --maxfail 5 -m "book or browser" tests/report tests/review)

bench: env  ## measure speed, as ratios in one run; keeps them for the method page (many minutes; after make report)
	@$(BIN)/python tests/benchmarks/run.py

pdf: env  ## print the built book as one PDF into its downloads (needs Chromium)
	@$(BIN)/commitscape pdf

same-python: env  ## re-derive the built report with every other Python that fits (3.11 to 3.13), byte for byte
	@.ci/same-python

torture: env  ## a hundred killed builds, faults of the machine, the book of every hostile input in headless Chromium
	@COMMITSCAPE_KILLS=$${COMMITSCAPE_KILLS:-100} COMMITSCAPE_TORTURE=1 $(BIN)/python -m pytest -q -s tests/hostile/test_kills.py tests/hostile/test_faults.py tests/hostile/test_book.py

mutants: env  ## would the tests of coding/ and tables/ notice a fault? a seeded sample of each (hours for all: SAMPLE=5000)
	@$(BIN)/python .ci/mutants.py --sample $${SAMPLE:-80}

audit: env  ## licences of every locked package, and known vulnerabilities where the network allows
	@$(BIN)/python .ci/audit.py

fuzz: env  ## the properties of tests/hostile on a hundred times as many cases, new ones in every run
	@COMMITSCAPE_FUZZ=$${COMMITSCAPE_FUZZ:-100} $(BIN)/python -m pytest -q -n 2 tests/hostile/test_values.py tests/hostile/test_readers.py

lab: env  ## JupyterLab on the notebooks
	@$(BIN)/jupyter lab notebooks --LabApp.news_url=None --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate

accept: env  ## run the notebooks on build/tables and store their outputs, on purpose
	@$(BIN)/python -m commitscape.report.accept notebooks

clean:  ## remove what builds and tools made; the environment stays
	@rm -rf build book/_build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find src tests notebooks -name __pycache__ -prune -exec rm -rf {} + -o -name .ipynb_checkpoints -prune -exec rm -rf {} +
