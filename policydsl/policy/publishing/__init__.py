"""What an author asks of a policy: lint, coverage of clauses, one way of writing."""
