"""What a person would pick instead, each as a script for an environment of its own; none imports Rujukan.

Each reads `{"model": folder, "texts": […], "questions": […]}` from standard input, splits the texts as such
pipelines do, indexes and searches them, and prints seconds of `import`, `model`, `splitting`, `indexing` and
`question` (the median), with `passages` and `peak_mb`, as its last line.
"""
