# make demo: a scorecard of a real district     make test: all tests on the newest Python, on the others what may differ
# make demo REPORT=FILE: the same, beside the report in this file
# make test-all: all tests on the newest and the oldest Python, and those that take long
# make lint: style and types                    make bench: how fast it is
# make docs: the site, in build/site            make bundle: a zip to install from without internet
# make clean
#
# Needs Python 3.11 or newer with venv; everything else is installed into .venv, in the versions of constraints.txt.

.PHONY: demo environments test test-long test-oldest test-all coverage lint docs bench wheel bundle clean
.DELETE_ON_ERROR:

VERSIONS := $(shell .ci/python)
NEWEST := $(firstword $(VERSIONS))
OTHERS := $(filter-out $(NEWEST),$(VERSIONS))
OLDEST := $(lastword $(OTHERS))

# Set for pip itself and for the environments that it builds packages in.
export PIP_CONSTRAINT := constraints.txt
export PIP_BUILD_CONSTRAINT := constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1

PLUGINS := $(patsubst %/pyproject.toml,%,$(wildcard plugins/*/pyproject.toml))
# Starts a Java for each worker and brings 450 MB with it: on the newest Python only, a file of tests to a worker.
SPARK := plugins/lawcheck-spark
MADE_FROM := pyproject.toml constraints.txt $(wildcard plugins/*/pyproject.toml)

# The published report; that in the examples retells it.
REPORT := tests/correctness/published/data/maojian-2023-report.txt

demo: .venv/.demo
	@.venv/bin/lawcheck score district-annual examples/maojian-2023/maojian.yaml
	@rm -rf build/demo && mkdir -p build/demo
	@.venv/bin/lawcheck score district-annual examples/maojian-2023/maojian.yaml --format html -o build/demo/maojian.html
	@.venv/bin/lawcheck form street-visit -o build/demo >/dev/null
	@.venv/bin/lawcheck extract "$(REPORT)" district-annual -o build/demo/from-report.yaml >/dev/null
	@.venv/bin/lawcheck extract "$(REPORT)" district-annual -o build/demo/review.html >/dev/null
	@echo "the same as a web page:  build/demo/maojian.html"
	@echo "a blank form in Excel:   build/demo/street-visit.xlsx"
	@echo "facts to be checked:     build/demo/from-report.yaml, taken from the report"
	@echo "a page to check them on: build/demo/review.html"
	@printf '\nScored straight from its report, beside the evidence above, typed by hand\n'
	@printf '(the report: %s)\n\n' "$(REPORT)"
	@.venv/bin/lawcheck crosscheck "$(REPORT)" district-annual examples/maojian-2023/maojian.yaml

# `--dist worksteal`: a few tests take as long as a hundred others.
PYTEST := -m pytest -n auto --dist worksteal --ignore=$(SPARK)
# $(call on,VERSIONS,MARKER): these Pythons run what the marker chooses, with few generated examples: it is
# another interpreter that is tried there, not other numbers.
on = for version in $(1); do \
    echo "Python $$version" && LAWCHECK_EXAMPLES=few .venv-$$version/bin/python $(PYTEST) -m "$(2) and not one_python" || exit 1; done

# What tests need; `make -j3 environments` makes them side by side.
environments: .venv/.tools $(OTHERS:%=.venv-%/.tools)

test: environments
	.venv/bin/python $(PYTEST) -m "not one_python"
	@$(call on,$(OTHERS),interpreter)
	@if command -v java >/dev/null; then .venv/bin/python -m pytest -n 2 --dist loadfile $(SPARK); \
	    else echo "NOT TESTED: $(SPARK), which needs Java; on Debian or Ubuntu: apt-get install openjdk-17-jre-headless"; fi

test-long: .venv/.tools
	.venv/bin/python $(PYTEST) -m one_python

# What is not marked is hardly another there. What holds on the newest and on the oldest is not tried again in between.
test-oldest: $(OLDEST:%=.venv-%/.tools)
	@$(call on,$(OLDEST),not interpreter)

test-all: test test-long test-oldest

# Every branch of the core and of the readers counts, as run by their own tests on the oldest Python: measured, tests take
# twice the time, so those of commands, pages and plugins are left out.
CORE := analysis checklists documents evidence faces indicators methods model scoring tables
MEASURED := $(if $(OLDEST),.venv-$(OLDEST),.venv)
coverage: $(MEASURED)/.tools
	$(MEASURED)/bin/coverage erase
	LAWCHECK_EXAMPLES=few $(MEASURED)/bin/coverage run $(PYTEST) -m "not one_python" $(CORE:%=tests/%)
	$(MEASURED)/bin/coverage combine --quiet
	$(MEASURED)/bin/coverage report --skip-covered --show-missing --fail-under=95 --omit='*/cli/*,*/registry/*,*/reports/*,*/testing/*,*/__main__.py'

lint: .venv/.tools
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy

# Always from nothing: a warning about a page comes only when the page is read.
docs: .venv/.docs
	rm -rf build/site build/doctrees
	.venv/bin/sphinx-build --quiet --nitpicky --fail-on-warning -c docs -d build/doctrees . build/site
	@echo "build/site/index.html"

bench: .venv/.bench
	@for each in benchmarks/*.py; do .venv/bin/python "$$each" || exit 1; done

wheel: .venv/.tools
	.venv/bin/python -m pip wheel --quiet --no-deps --wheel-dir dist .

bundle: .venv/.tools
	.venv/bin/python .ci/bundle.py

clean:
	rm -rf .venv .venv-3.* dist build .coverage* .hypothesis .pytest_cache .mypy_cache .ruff_cache
	find . -name __pycache__ -prune -exec rm -rf {} +

.venv/.installed: $(MADE_FROM)
	@echo "installing lawcheck into .venv (Python $(NEWEST)) ..."
	@$(call make-venv,$(NEWEST),.venv)
	@.venv/bin/python -m pip install --quiet --editable .
	@touch $@

DEMO_PLUGINS := lawcheck-html lawcheck-office lawcheck-annual-report
.venv/.demo: .venv/.installed Makefile
	@.venv/bin/python -m pip install --quiet $(DEMO_PLUGINS:%=--editable plugins/%)
	@touch $@

.venv/.bench: .venv/.tools
	@echo "installing what benchmarks compare with into .venv (Python $(NEWEST)) ..."
	@.venv/bin/python -m pip install --quiet --editable '.[bench]'
	@touch $@

.venv/.tools: .venv/.installed
	@echo "installing plugins and tools into .venv (Python $(NEWEST)) ..."
	@.venv/bin/python -m pip install --quiet --editable '.[dev]' $(PLUGINS:%=--editable ./%)
	@touch $@

.venv/.docs: .venv/.installed
	@echo "installing what makes the site into .venv (Python $(NEWEST)) ..."
	@.venv/bin/python -m pip install --quiet --editable '.[docs]'
	@touch $@

.venv-%/.tools: $(MADE_FROM)
	@echo "installing lawcheck, plugins and tools into .venv-$* ..."
	@$(call make-venv,$*,.venv-$*)
	@.venv-$*/bin/python -m pip install --quiet --editable '.[dev]' $(patsubst %,--editable ./%,$(filter-out $(SPARK),$(PLUGINS)))
	@touch $@

make-venv = rm -rf $(2) && "$$(.ci/python $(1) || command -v python3)" -m venv $(2)
