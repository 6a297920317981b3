"""Inputs of every kind, read as numbered parts of bounded size."""
