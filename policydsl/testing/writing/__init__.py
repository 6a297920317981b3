"""Random policies as their authors would write them: YAML text with FEEL in it."""
