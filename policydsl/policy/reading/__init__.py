"""YAML trees to policy documents: typed, placed, unchecked."""
