"""What was checked once, kept on disk: found again by the digest of all that took part.

Nothing here knows what a policy is. `place` says where the files lie, `store` reads and writes
them whole, `frozen` turns checked data into bytes and back, `keys` names an entry by its content.
A cache that is damaged, foreign or stale is not used; one that cannot be written is gone without.
"""
