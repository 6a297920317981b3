"""Reads, evaluates and compares what the DMN TCK holds: models, test cases, expected results."""
