"""Traces, policies, coverage and test results as text, Markdown and HTML. Decides nothing."""
