"""What is wrong with a policy's meaning, proved: rules that decide nothing, tables with gaps.

The linter looks at how a file is written; this looks at what it says, over every institution.
"""

from policydsl.analysis.check.check_runs import check_paths
from policydsl.analysis.check.findings import CheckRun, Finding, PolicyCheck, Unsettled

__all__ = ["CheckRun", "Finding", "PolicyCheck", "Unsettled", "check_paths"]
