"""How good the cases of a policy are: the policy is changed a little, and some case must notice.

`mutants` makes the small changes, `kills` runs the cases against them, `equivalence` proves that
what no case noticed nobody could, or finds an institution by which one would.
"""
