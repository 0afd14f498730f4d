# Each of these sets itself up from nothing but make and Python 3.11 or newer.
#   PYTHON=…    the interpreter to start from       VENV=…   where its packages go (.venv)
#   PORT=…      where `make serve` listens (8000)   ARGS=…   more words for pytest, check or the benchmark

PORT ?= 8000
VENV ?= .venv
ARGS ?=
BIN := $(VENV)/bin
INSTALL := requirements/install
UPGRADE ?=

# Material's notice about MkDocs 2 is known here: pyproject.toml stays below it.
export NO_MKDOCS_2_WARNING := 1
export PYTHON

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help serve build pdf check test format pictures audit hostile kills fuzz bench bench-print bench-page mutations lock clean

help: ## say what there is
	@sed -n 's/^\([a-z-]*\):.*## /  make \1 \t/p' Makefile | expand -t 16

serve: ## show the site at http://127.0.0.1:8000 and rebuild it on every change
	@$(INSTALL) site $(VENV)
	@$(BIN)/mkdocs serve --dev-addr 127.0.0.1:$(PORT)

build: ## build the site into site/, with the briefing in print
	@$(INSTALL) site $(VENV)
	@$(BIN)/mkdocs build --strict

pdf: ## print the briefing into build/, a file for each language and one for both
	@$(INSTALL) site $(VENV)
	@mkdir -p build && for lang in en ar both; do $(BIN)/hashiya pdf --lang $$lang --to build/briefing-$$lang.pdf; done

check: ## check the seeds and the prose
	@$(INSTALL) site $(VENV)
	@$(BIN)/hashiya check $(ARGS)

test: ## check style, types, seeds and behaviour
	@$(INSTALL) test $(VENV)
	@echo "Style …" && $(BIN)/ruff check --quiet && $(BIN)/ruff format --quiet --check
	@echo "Types …" && $(BIN)/mypy --no-error-summary
	@echo "Seeds …" && $(BIN)/hashiya check
	@.ci/poppler && CHROMIUM=$$(.ci/chromium) && export CHROMIUM && echo "Behaviour …" && $(BIN)/python -m pytest --quiet $(ARGS)

format: ## put the code into the shape that `make test` asks for
	@$(INSTALL) test $(VENV)
	@$(BIN)/ruff check --fix --quiet; $(BIN)/ruff format --quiet

pictures: ## take pictures of each kind of page into build/pictures/ (minutes)
	@$(INSTALL) test $(VENV)
	@CHROMIUM=$$(.ci/chromium) && export CHROMIUM && $(BIN)/python -m tests.audit.pictures $(ARGS)

audit: ## look at every page in Chromium: axe, overflow, sizes, targets (minutes)
	@$(INSTALL) test $(VENV)
	@CHROMIUM=$$(.ci/chromium) && export CHROMIUM && $(BIN)/python -m tests.audit.every_page $(ARGS)

hostile: ## try every hostile input, in Chromium and in print too; write SECURITY.md (minutes)
	@$(INSTALL) test $(VENV)
	@CHROMIUM=$$(.ci/chromium) && export CHROMIUM && $(BIN)/python -m tests.hostile $(ARGS)

kills: ## kill fix, lock, export, pdf and build while they write, and see what is left (minutes)
	@$(INSTALL) test $(VENV)
	@$(BIN)/python -m tests.kills $(ARGS)

fuzz: ## try the readers on an hour of changed seeds, and the properties on many more examples
	@$(INSTALL) test $(VENV)
	@$(BIN)/python -m pytest --quiet --hypothesis-profile=search tests/properties
	@$(BIN)/python -m tests.fuzz $(ARGS)

bench: ## time a build beside the same pages as plain MkDocs (minutes)
	@$(INSTALL) site $(VENV)
	@$(BIN)/python -m benchmarks.build_site $(ARGS)

bench-print: ## time the printing of 2,000 claims beside Chromium and the same words (minutes)
	@$(INSTALL) site $(VENV)
	@CHROMIUM=$$(.ci/chromium) && export CHROMIUM && $(BIN)/python -m benchmarks.print_briefing $(ARGS)

bench-page: ## weigh the home page and time its first paint, beside stock Material
	@$(INSTALL) test $(VENV)
	@CHROMIUM=$$(.ci/chromium) && export CHROMIUM && $(BIN)/python -m benchmarks.first_paint $(ARGS)

mutations: ## run edits of every kind through the program and RapidFuzz, into DRIFT.md (minutes)
	@$(INSTALL) test $(VENV)
	@$(BIN)/python -m tests.mutations

lock: ## write requirements/*.lock again; UPGRADE=1 takes the newest versions
	@$(INSTALL) tools $(VENV)
	@set -e; compile() { \
	    name=$$1; shift; \
	    $(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes \
	        --no-emit-index-url --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade) \
	        "$$@" --output-file requirements/$$name.lock; \
	    echo "requirements/$$name.lock"; \
	}; \
	compile site pyproject.toml --group build; \
	compile test pyproject.toml --group build --group test --constraints requirements/site.lock; \
	compile tools --group build --group lock

clean: ## remove what was built, and caches (.venv stays)
	@rm -rf site build dist generator/*.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find generator tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
