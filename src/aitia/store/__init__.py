"""A corpus on disk: Parquet shards as truth, a DuckDB catalogue over them, a journal of decisions beside them."""
