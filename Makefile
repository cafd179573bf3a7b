# 村鉴: `make site` builds the sample knowledge base, `make test` runs the whole suite.
PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1

.PHONY: golden pictures site test serve bundle course check lint floors lock clean

$(BIN)/activate:
	$(PYTHON) -m venv .venv

.venv/.runtime: requirements.lock pyproject.toml | $(BIN)/activate
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

.venv/.dev: requirements-dev.lock .venv/.runtime
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

site: .venv/.runtime
	$(BIN)/cunjian build

serve: .venv/.runtime
	$(BIN)/cunjian serve

bundle: .venv/.runtime
	$(BIN)/cunjian bundle

# The sample course as handout, slides, web page and package for learning systems, in handouts/.
course: .venv/.runtime
	$(BIN)/cunjian course cunji-zhili

# Against an earlier publication: make check SINCE=ids-2026-01.tsv
check: .venv/.runtime
	$(BIN)/cunjian check $(if $(SINCE),--since $(SINCE))

lint: .venv/.dev
	$(BIN)/ruff check scripts tests benchmarks
	$(BIN)/mypy
	PYTHONPATH=scripts $(BIN)/lint-imports

# A real SCORM runtime for the browser tests, where npm can get it; without it they have a small strict one of their own.
.venv/.scorm: .venv/.dev
	-npm install --prefix .venv/scorm --ignore-scripts --no-audit --no-fund --no-package-lock --silent scorm-again@3.4.3
	touch $@

test: .venv/.dev .venv/.scorm lint
	$(BIN)/pytest -n 2

# The pictures of every kind of page that the README shows; needs Debian's chromium.
pictures: .venv/.dev site
	PYTHONPATH=scripts:tests $(BIN)/python tests/pictures.py

# Pin today's figures of tests/gold; lowering one needs its name: make floors LOWER="blind.terms".
floors: .venv/.dev
	PYTHONPATH=scripts $(BIN)/python tests/floors.py $(if $(LOWER),--lower $(LOWER))

# Re-resolve the locked versions (needs uv); hashes only, no index addresses.
lock:
	uv pip compile pyproject.toml --extra build --universal --generate-hashes --no-emit-index-url --no-header \
		--python-version 3.11 -q -o requirements.lock
	uv pip compile pyproject.toml --extra build --extra dev -c requirements.lock --universal --generate-hashes \
		--no-emit-index-url --no-header --python-version 3.11 -q -o requirements-dev.lock

clean:
	rm -rf .venv site review .cunjian

golden: .venv/.dev
	UPDATE_GOLDEN=1 $(BIN)/pytest -q tests/test_pipeline.py -k golden
