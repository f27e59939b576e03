# `make` checks everything that CI checks; the other targets say what they do.
PYTHON ?= python3
export PATH := $(CURDIR)/.venv/bin:$(PATH)
# Bytecode is kept, whatever the shell says: else each worker and each command that the tests run compiles all anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: check house test laws coverage mutants fix accept demo fuzz fuzz-minute soak advisories install puzzles puzzles-sample trust sentences bench limits

check: house test laws

install: ## a virtual environment with everything
	$(PYTHON) -m venv .venv && .venv/bin/pip install -q -e '.[check]'

house: ## style, types, floors
	ruff check .
	ruff format --check .
	mypy
	lint-imports

test: ## every test, each law with few cases: what to ask after a change
	pytest -q -n auto --dist worksteal -m "not long"

laws: ## each law with many cases, and what takes long
	pytest -q -n auto --dist worksteal -m "long or hypothesis" --hypothesis-profile laws

coverage: ## lines and branches of src/ that no quick test goes through; takes some five minutes
	coverage erase
	coverage run -m pytest -q -n 2 -m 'not long'
	coverage combine -q
	coverage report

fix: ## what can be put right by machine
	ruff check --fix .
	ruff format .

accept: ## take the present output as the golden one; then read the diff
	DEDUCE_ACCEPT=1 pytest -q tests/views/test_stories.py tests/docs tests/cli/test_man.py tests/house/test_map.py

trust: ## engines, brute force and the reader of certificates agree on random cases; takes an hour or more
	python bench/trust.py --cases 100000

sentences: ## the pages of NUMBER random cases are read back and held to brute force; 20,000 take some hours
	python tests/statements.py $(or $(NUMBER),1000) $(or $(SEED),1)

demo:
	deduce solve cases/tiny_pretty_things.yaml

fuzz: ## NUMBER cases, certificates and command lines of chance under limits of time and memory; 15,000 take an hour
	python tests/fuzz.py $(or $(NUMBER),15000) $(or $(SEED),1)

fuzz-minute: ## so many of them as take a minute, the same each time: CI asks this
	python tests/fuzz.py minute

soak: ## NUMBER cases read, solved, traced and checked in one process, whose memory stays flat; 10,000 take half an hour
	python tests/soak.py $(or $(NUMBER),10000) $(or $(SEED),1)

advisories: .venv-audit/ready ## known advisories of what deduce and its checks install; asks pypi.org, and fails where it cannot
	.venv-audit/bin/pip freeze -q --exclude-editable > .venv-audit/installed.txt
	.venv-audit/bin/pip-audit --strict --disable-pip --no-deps -r .venv-audit/installed.txt

.venv-audit/ready: pyproject.toml
	$(PYTHON) -m venv .venv-audit
	.venv-audit/bin/pip install -q -e '.[audit]'
	touch $@

mutants: .venv-mutants/ready ## a thousand changes of the source, an hour; which does no test see? docs/mutants.md
	.venv-mutants/bin/python tests/mutants.py $(or $(NUMBER),1000) $(or $(SEED),1) $(ARGUMENTS)

.venv-mutants/ready: pyproject.toml
	$(PYTHON) -m venv .venv-mutants
	.venv-mutants/bin/pip install -q -e '.[mutants]'
	touch $@

puzzles: .venv-puzzles/ready ## a few hundred generated puzzles, solved and compared; a C compiler is needed once
	.venv-puzzles/bin/python -m puzzles

puzzles-sample: .venv-puzzles/ready ## write the sample that the tests keep anew
	.venv-puzzles/bin/python -m puzzles tests/puzzles

.venv-puzzles/ready: pyproject.toml
	$(PYTHON) -m venv .venv-puzzles
	.venv-puzzles/bin/pip install -q -e '.[puzzles]'
	touch $@

bench: .venv-bench/ready ## ours and the peers side by side; ROWS=values for one row alone
	.venv-bench/bin/python -m bench $(ROWS)

.venv-bench/ready: pyproject.toml
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/pip install -q -e '.[bench]'
	touch $@

limits: ## what a case costs that goes up to each limit, some minutes; written into docs/limits.md
	python -m bench.limits
