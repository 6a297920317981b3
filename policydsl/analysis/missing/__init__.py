"""What is still to be asked: unknown facts that would settle a verdict, those that would not."""
