"""The language model: read from its package, exported, run by the engine that is fastest here."""
