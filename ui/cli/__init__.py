"""The command line: `rujukan` and its commands."""
