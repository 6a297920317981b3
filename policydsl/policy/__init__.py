"""From YAML files to a checked program: model, facts schema, versions on disk. No evaluation."""
