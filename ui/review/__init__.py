"""What the reviewer's desk found, as data, as words and as files to take away."""
