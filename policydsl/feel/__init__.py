"""FEEL, the expression language of OMG DMN, usable alone.

Text → tokens → tree → checked tree → value.
"""
