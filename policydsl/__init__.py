"""Filing notices as versioned data: check, run, explain and compare them."""

__version__ = "0.1.0"
