"""Policy documents to checked programs: names, types, units, links, refinements."""
