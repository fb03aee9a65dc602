# Everything is made from here: `make help` lists it. All it needs is git, make and a Python named below with its venv.

PYTHONS = 3.13 3.12 3.11
BIN = .venv/bin
READY = .venv/.ready
ANYTOWN = data/anytown/sen2.xml
NATIONAL = $(firstword $(wildcard data/national ../shared/data/national))
PIP = $(BIN)/python -m pip --quiet --disable-pip-version-check install
PYTEST = $(BIN)/python -m pytest
EXAMPLES = swindon/2022-06 oldham/2020-09
UNCOPIED = committee_paper national_comparison

.PHONY: help report test lab golden example lock lint bench clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

# The examples are published as final, and what is final changes only by a revision: they are made anew from nothing here.
# The Department's files make the comparison whole; without them the published facts that come with the program stand in.
report: $(READY)  ## run the two shipped examples and print the paths of their pages (NATIONAL=folder of the Department's files, GATE=full for the browser)
	@rm -rf $(EXAMPLES:%=outputs/%)
	@for release in $(EXAMPLES); do \
	  $(BIN)/send-analysis run params/$$release.yaml $(if $(NATIONAL),--national $(NATIONAL)) $(if $(GATE),--gate $(GATE)) || exit 1; \
	done

# The notebooks that have no reference copy run clean; the others give the outputs of theirs, which `make golden` refreshes
# (that a copy has the same cells is tested); and everything else. All three runs take place, whatever one finds; each ends
# with pytest's own summary.
test: $(READY) $(ANYTOWN)  ## the whole test suite
	@failed=; \
	$(PYTEST) --nbval-lax --nbval-current-env $(UNCOPIED:%=notebooks/%.ipynb) || failed=yes; \
	$(PYTEST) --nbval --nbval-current-env tests/golden/notebooks/ || failed=yes; \
	$(PYTEST) -n 2 --dist worksteal || failed=yes; \
	test -z "$$failed"

lab: $(READY) $(ANYTOWN)  ## open JupyterLab on the notebooks
	@$(BIN)/jupyter lab --LabApp.default_url=/lab/tree/notebooks

golden: $(READY) $(ANYTOWN)  ## refresh the reference copies of the notebooks, after a change of figures that is meant
	@$(BIN)/python tests/golden/refresh.py

example: $(READY)  ## re-make the example's extracts
	@$(BIN)/send-analysis make-example data/swindon

# The second example is made from a SEN2 return alone. It is not kept with the project: the same command makes the same bytes.
$(ANYTOWN): | $(READY)
	@$(BIN)/send-analysis synthesise data/anytown --requests 600 --contacts 0 --seed 1 --as sen2-xml

lint: $(READY)  ## check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY)  ## time the measures and the run
	@for script in benchmarks/*.py; do $(BIN)/python "$$script" || exit 1; done

# The versions already pinned stay where they still fit. One lock serves every system and Python that is supported.
lock: $(READY)  ## pin pyproject.toml's list anew (UPGRADE=--upgrade takes newer versions)
	@uv=$$(command -v uv) || { \
	  scratch=$$(mktemp -d) && trap 'rm -rf "$$scratch"' EXIT && \
	  $(BIN)/python -m venv "$$scratch" && \
	  "$$scratch/bin/python" -m pip --quiet --disable-pip-version-check install uv && uv=$$scratch/bin/uv; \
	} || exit 1; \
	"$$uv" pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes --quiet \
	  --no-emit-index-url --no-header --no-annotate $(UPGRADE) -o requirements.lock

clean:  ## remove the set-up and the caches; what was published under outputs/ stays
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find send_analysis tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Set-up, redone only when what is to be installed has changed. The stamp comes last, so one that was cut short is redone.
# An environment that is not compiled doubles the time of every start, and some machines forbid Python to compile as it
# goes (PYTHONDONTWRITEBYTECODE); a few files in packages are templates that cannot be compiled, hence `|| true`.
$(READY): requirements.lock pyproject.toml
	@$(MAKE_VENV)
	@echo "Installing into .venv what requirements.lock names (a few minutes the first time)"
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@$(BIN)/send-analysis install-kernel
	@$(BIN)/python -m compileall -qq -j 0 .venv/lib send_analysis || true
	@touch $@

# Makes .venv, unless a usable one is there, with the first Python that fits; else says in one paragraph why none does.
# Debian keeps ensurepip, without which venv makes nothing, in a package of its own.
VERSION_OF = -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null
define MAKE_VENV
fits() { case " $(PYTHONS) " in *" $$1 "*) ;; *) false ;; esac; }; \
fits "$$($(BIN)/python $(VERSION_OF))" && exit; \
found=; \
for python in $(PYTHON) python3 $(PYTHONS:%=python%); do \
  version=$$("$$python" $(VERSION_OF)) || continue; \
  if ! fits "$$version"; then found="$$found, $$python is $$version"; \
  elif ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then found="$$found, $$python is $$version without venv"; \
  else echo "Making .venv with $$python ($$version)"; exec "$$python" -m venv --clear .venv; fi; \
done; \
found=$${found#, }; \
echo "send-analysis needs one of these versions of Python with its venv module: $(PYTHONS). What was found:" \
  "$${found:-no Python at all}. Install one (on Debian and Ubuntu: apt install python3 python3-venv, where python3 is" \
  "one of these versions, else for instance apt install python3.11 python3.11-venv), or say where one is:" \
  "make report PYTHON=/path/to/python3.12" | fold -s -w 100 >&2; \
exit 1
endef
