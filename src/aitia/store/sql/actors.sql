-- Actors over all documents: one row a key. Needs documents, keys, actors, mentions, doc_info and the decisions.
-- as aitia.assembly.names.slug: small ASCII letters, and six digits of a hash where letters are lost
CREATE OR REPLACE TEMP MACRO plain_slug(f) AS trim(regexp_replace(f, '[^a-z0-9]+', '_', 'g'), '_');
CREATE OR REPLACE TEMP MACRO loses(f) AS
  plain_slug(f) = '' OR regexp_matches(regexp_replace(f, '[[:ascii:]]', '', 'g'), '[\p{L}\p{N}]');
CREATE OR REPLACE TEMP MACRO folded_slug(f) AS
  concat_ws('_', nullif(plain_slug(f), ''), CASE WHEN loses(f) THEN substr(md5(f), 1, 6) END);
CREATE OR REPLACE TEMP MACRO slug(t) AS folded_slug(lower(strip_accents(t)));

CREATE TEMP TABLE cast_keys AS
SELECT a.doc, a.id AS actor, coalesce(m.target, s.key, k.key) AS key, coalesce(k.name, a.name) AS name,
  a.kind, a.country, a.code, a.name AS own, a.aliases
FROM actors a
JOIN keys k ON k.doc = a.doc AND k.actor = a.id
LEFT JOIN decided_members s ON s.doc = a.doc AND s.actor = a.id
LEFT JOIN decided_actors m ON m.source = coalesce(s.key, k.key);

CREATE TEMP TABLE key_names AS
SELECT key, name, count(*) AS n FROM cast_keys GROUP BY key, name;

CREATE TEMP TABLE key_counts AS
SELECT c.key, count(DISTINCT c.doc) AS n_documents, min(d.published) AS first_published,
  max(d.published) AS last_published
FROM cast_keys c LEFT JOIN doc_info d ON d.doc = c.doc GROUP BY c.key;

CREATE TEMP TABLE key_mentions AS
SELECT c.key, count(*) AS n_mentions
FROM mentions m JOIN cast_keys c ON c.doc = m.doc AND c.actor = m.actor GROUP BY c.key;

CREATE TEMP TABLE key_kinds AS
SELECT key, first(kind ORDER BY n DESC, kind) AS kind
FROM (SELECT key, kind, count(*) AS n FROM cast_keys GROUP BY key, kind) GROUP BY key;

CREATE TEMP TABLE key_countries AS
SELECT key, first(country ORDER BY n DESC, country) AS country, first(code ORDER BY n DESC, code) AS code
FROM (SELECT key, country, code, count(*) AS n FROM cast_keys WHERE country IS NOT NULL OR code IS NOT NULL
      GROUP BY key, country, code)
GROUP BY key;

CREATE TEMP TABLE key_aliases AS
SELECT key, list_sort(list(alias ORDER BY n DESC, alias)[:{aliases}]) AS aliases
FROM (
  SELECT key, alias, count(*) AS n
  FROM (SELECT key, own AS alias FROM cast_keys
        UNION ALL SELECT key, unnest(aliases) FROM cast_keys
        UNION ALL SELECT key, name FROM key_names)
  GROUP BY key, alias)
GROUP BY key;

CREATE TABLE a_actors AS
WITH named AS (
  SELECT key, first(name ORDER BY n DESC, length(name) DESC, name DESC) AS name FROM key_names GROUP BY key
)
SELECT n.key, n.name, k.kind, p.country, p.code, c.n_documents, coalesce(m.n_mentions, 0) AS n_mentions,
  list_filter(a.aliases, lambda x: x <> n.name) AS aliases, c.first_published, c.last_published
FROM named n
JOIN key_counts c USING (key)
LEFT JOIN key_kinds k USING (key)
LEFT JOIN key_countries p USING (key)
LEFT JOIN key_aliases a USING (key)
LEFT JOIN key_mentions m USING (key)
ORDER BY n.key;

CREATE TABLE actor_members AS SELECT doc, actor, key FROM cast_keys;
