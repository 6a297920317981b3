"""FEEL, the expression language of OMG DMN, usable alone: text → tokens → tree → checked tree → value."""
