"""FEEL's builtin functions: one table (`table.py`), one module for each family."""
