.PHONY: fast check

# Style, types and structure: seconds.
fast:
	ruff check . && ruff format --check . && mypy && pytest -q tests/test_architecture.py tests/test_readme.py

# What must pass before anything lands.
check:
	bash .ci/run
