"""Test cases beside the policies, as data."""
