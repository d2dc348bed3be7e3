-- Belief of {what}s, by the formula of aitia.assembly.belief. Of near-duplicates that say the same, one counts.
CREATE TABLE {what}_supports AS
SELECT s.id AS {what}, s.side, s.doc, s."row", s.rule, s.confidence, s.certainty, s.voices, s.span_start, s.span_end,
  d.publisher, d.published, d.cluster,
  s.doc = first_value(s.doc) OVER (PARTITION BY s.id, s.side, d.cluster ORDER BY d.published NULLS LAST, s.doc)
    AS counted
FROM {what}_sides s LEFT JOIN doc_info d ON d.doc = s.doc;

CREATE TEMP TABLE {what}_beliefs AS
WITH said AS (
  SELECT {what} AS id, side, unnest(CASE WHEN len(voices) > 0 THEN voices ELSE ['?' || doc] END) AS source,
    1.0::DOUBLE - coalesce(1.0::DOUBLE - r.error, confidence)
      * CASE WHEN certainty = 'hedged' THEN {hedged}::DOUBLE ELSE 1.0::DOUBLE END AS random
  FROM {what}_supports LEFT JOIN decided_rules r USING (rule) WHERE counted
), by_source AS (
  SELECT id, side, source, product(random) AS random FROM said GROUP BY id, side, source
), by_side AS (
  SELECT id, side, 1.0::DOUBLE - product(e.error + (1.0::DOUBLE - e.error) * random) AS belief
  FROM (SELECT b.*, CASE WHEN source LIKE '?%' THEN {unnamed}::DOUBLE ELSE coalesce(v.error, {voice}::DOUBLE) END
               AS error
        FROM by_source b LEFT JOIN decided_voices v ON v.voice = b.source) e
  GROUP BY id, side
)
SELECT id, round(coalesce(max(belief) FILTER (WHERE side = 'support'), 0.0)
  * (1.0 - coalesce(max(belief) FILTER (WHERE side = 'denial'), 0.0)), 12) AS belief
FROM by_side GROUP BY id;

CREATE TABLE {what}_voices AS
SELECT {what}, side, voice, count(*) AS n_reports, count(DISTINCT doc) AS n_documents,
  count(DISTINCT cluster) AS n_clusters
FROM (SELECT {what}, side, doc, cluster, unnest(CASE WHEN len(voices) > 0 THEN voices ELSE [''] END) AS voice
      FROM {what}_supports)
GROUP BY {what}, side, voice;

CREATE TABLE {what}_months AS
SELECT {what}, "month", side, voice, count(*) AS n_reports, count(DISTINCT doc) AS n_documents,
  count(DISTINCT cluster) AS n_clusters
FROM (SELECT {what}, side, doc, cluster, CASE WHEN length(published) >= 7 THEN left(published, 7) END AS "month",
        unnest(CASE WHEN len(voices) > 0 THEN voices ELSE [''] END) AS voice
      FROM {what}_supports)
GROUP BY {what}, "month", side, voice;

CREATE TEMP TABLE {what}_counts AS
SELECT {what} AS id, count(*) FILTER (WHERE side = 'support') AS n_supports,
  count(*) FILTER (WHERE side = 'denial') AS n_denials,
  count(DISTINCT doc) AS n_documents, count(DISTINCT cluster) AS n_clusters,
  min(published) AS first_published, max(published) AS last_published
FROM {what}_supports GROUP BY {what};

CREATE TABLE {table} AS
SELECT i.*, coalesce(b.belief, 0.0) AS belief, c.n_supports, c.n_denials, c.n_documents, c.n_clusters,
  coalesce(v.voices, CAST([] AS VARCHAR[])) AS voices, c.first_published, c.last_published
FROM {what}_ids i
LEFT JOIN {what}_beliefs b USING (id)
LEFT JOIN {what}_counts c USING (id)
LEFT JOIN (SELECT {what} AS id, list(voice ORDER BY n_reports DESC, voice)[:{voices}] AS voices
           FROM {what}_voices WHERE side = 'support' AND voice <> '' GROUP BY {what}) v USING (id);
