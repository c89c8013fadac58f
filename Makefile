# Each target first sets up what it needs and says what it installs; the second time nothing is left to set up.
# PYTHON=/path/to/python3 chooses the interpreter, otherwise .ci/setup looks for one.

BIN := .venv/bin
.DEFAULT_GOAL := help
# What Python compiles is kept: the tests start hundreds of processes, and each would do it again.
unexport PYTHONDONTWRITEBYTECODE
.NOTPARALLEL:
.PHONY: help brief desk test test-lowest test-newest upgrade quick soak lint types catalogues preview gallery desk-gallery bench measure screenshots clean

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-16s %s\n", $$1, $$2 }'

brief: .venv/.ready-brief  ## write the newest edition to output/: Word and PDF, in every language
	@$(BIN)/briefgen build

desk: .venv/.ready-brief  ## the page in the browser, for who would rather not type commands
	@$(BIN)/briefgen desk

test: lint types  ## all checks: lint, types, tests
	@$(BIN)/pytest

quick: .venv/.ready-test  ## what a change is likely to break, in half a minute
	@$(BIN)/ruff check -q
	@$(BIN)/pytest -q --quick

soak: .venv/.ready-test  ## the long searches of the tests, to their end: an hour or more
	@$(BIN)/pytest --soak

lint: .venv/.ready-test  ## ruff: mistakes and layout of the code
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types: .venv/.ready-test  ## mypy: the types of the code
	@$(BIN)/mypy

test-lowest: .venv/.ready-upgrade  ## the tests with the lowest versions that pyproject.toml allows; TESTS=… chooses
	@PYTHON="$(PYTHON)" .ci/versions lowest $(TESTS)

test-newest: .venv/.ready-upgrade  ## the tests with the newest versions there are; TESTS=… chooses
	@PYTHON="$(PYTHON)" .ci/versions newest $(TESTS)

upgrade: .venv/.ready-upgrade  ## renew the lock; says what moved, shows the pages that changed, runs all checks
	@.ci/upgrade

catalogues: .venv/.ready-brief  ## bring the PO files up to date with the words of code and templates
	@$(BIN)/python -m briefgen.language.extract
	@$(BIN)/python -m briefgen.desk.extract

preview: .venv/.ready-test brief  ## docs/preview.png: the first page of the Georgian PDF
	@mkdir -p docs && pdftoppm -png -singlefile -r 90 "$$(ls -t output/*/*_full_ka.pdf | head -n 1)" docs/preview
	@$(BIN)/python -c 'from PIL import Image; f = "docs/preview.png"; Image.open(f).quantize(128).save(f, optimize=True)'
	@echo "docs/preview.png: $$(wc -c < docs/preview.png) bytes"

gallery: .venv/.ready-test  ## docs/gallery/index.html: every page of every brief, PDF beside Word
	@$(BIN)/python -m tests.gallery

desk-gallery: .venv/.ready-test  ## docs/desk_gallery/: every page of the desk, wide and narrow, in both languages and schemes
	@$(BIN)/python -m tests.desk.gallery

bench: .venv/.ready-bench  ## how far the goals of speed are reached; AGAINST=FOLDER: beside another checkout
	@$(BIN)/python benchmarks/goals.py $(if $(AGAINST),--against "$(AGAINST)")

measure: brief  ## holes, lengths of lines, left edges and breaks on the pages in output/
	@$(BIN)/python benchmarks/page_measure.py output

screenshots: .venv/.ready-test  ## the pictures of the guide of the desk, in both languages
	@$(BIN)/python -m tests.desk.screenshots

clean:  ## remove .venv and the caches of the tools; output/ stays
	rm -rf .venv .venv-* .cache .mypy_cache .pytest_cache .ruff_cache .grimp_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.ready-test .venv/.ready-bench .venv/.ready-upgrade: tests/validators/package-lock.json .ci/mail-servers
.venv/.ready-%: pyproject.toml .ci/setup $(wildcard lock/*.txt) .ci/dictionaries/package-lock.json
	@PYTHON="$(PYTHON)" .ci/setup $*
