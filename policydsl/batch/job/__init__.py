"""One batch from its input to its output: kept part by part, continued after an interruption."""
