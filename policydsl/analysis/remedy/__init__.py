"""What it would take: the cheapest changes of facts that change a verdict."""
