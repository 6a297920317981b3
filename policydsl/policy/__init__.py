"""From YAML files to a checked program: source trees, model, facts schema, versions on disk. Evaluates nothing."""
