"""A corpus on disk: immutable Parquet shards as truth, a DuckDB catalogue over them, a journal of decisions beside them."""
