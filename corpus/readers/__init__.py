"""One file per format, each with the same door: `read(data, name, password) -> Reading`."""
