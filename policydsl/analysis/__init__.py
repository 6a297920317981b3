"""Questions about policies: how their cases run, what the cases saw. Prints nothing."""
