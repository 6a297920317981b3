"""The evaluation of tables on Apache Spark: the same code as a batch, sent to where the rows are.

Needs the extra `spark`, and Java for Spark itself.
"""

from policydsl.spark.evaluation import evaluate

__all__ = ["evaluate"]
