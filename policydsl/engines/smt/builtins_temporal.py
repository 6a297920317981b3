"""Functions of dates (see `policydsl.feel.builtins.dates` and `working_days`)."""

from __future__ import annotations

from collections.abc import Mapping

from policydsl.engines.smt.builtins_arguments import Implementation

IMPLEMENTATIONS: Mapping[str, Implementation] = {}
