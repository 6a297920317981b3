"""Ways to run a checked program. `interpreter` is the meaning; every other engine is held to it."""
