# Practice. On a fresh Debian 12+ or Ubuntu 24.04+ machine: `make demo`, `make test`. See README.md.

BIN = .venv/bin
INSTALLED = .venv/installed
DEVELOPED = .venv/developed
BENCHED = .venv/benched

.PHONY: help demo run test lint check bench shots clean

help:
	@echo "make demo    look round a sample practice"
	@echo "make run     open your own practice"
	@echo "make test    run the tests"
	@echo "make check   the tests, and ruff, mypy and the borders"
	@echo "make bench   measure; prints a table and writes build/bench.json"
	@echo "make shots   a picture of every screen, in build/shots"
	@echo "make clean   remove .venv and build"

demo: $(INSTALLED)
	$(BIN)/practice demo

run: $(INSTALLED)
	$(BIN)/practice

shots: $(INSTALLED)
	$(BIN)/practice shots build/shots

test: $(DEVELOPED)
	QT_QPA_PLATFORM=offscreen $(BIN)/pytest -q -n auto --dist loadfile

lint: $(DEVELOPED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict
	$(BIN)/lint-imports --no-logo

check: lint test

bench: $(BENCHED)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.benchmarks

clean:
	rm -rf .venv build

$(INSTALLED): pyproject.toml .ci/system.sh
	@sh .ci/system.sh
	@test -x $(BIN)/python || python3 -m venv .venv
	@echo "Installing Practice into .venv; the first time this fetches about 150 MB"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(DEVELOPED): $(INSTALLED)
	@echo "Installing what the tests need"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	@touch $@

$(BENCHED): $(DEVELOPED)
	@echo "Installing what the letters are measured beside"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[bench]"
	@touch $@
