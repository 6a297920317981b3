"""Tests of policies: institutions and policies drawn at random, and laws to hold them to.

Installed with `pip install "policydsl[test]"`.
"""
