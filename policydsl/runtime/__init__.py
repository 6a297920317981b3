"""What generated code needs while it runs: imports nothing of the other rooms, and little else."""
