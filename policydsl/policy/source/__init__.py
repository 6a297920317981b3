"""YAML and JSON text to trees that know every place. The only room that imports yaml."""
