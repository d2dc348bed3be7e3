-- Reports of events, and the distinct events they are reports of. Needs events, places, events_said, actor_members.
CREATE TEMP TABLE event_parties AS
WITH parties AS (
  SELECT doc, id, 0 AS side, unnest(actors).actor AS actor FROM events
  UNION ALL SELECT doc, id, 1, unnest(recipients).actor FROM events
)
SELECT p.doc, p.id,
  list_sort(list_distinct(coalesce(list(m.key) FILTER (WHERE p.side = 0), []))) AS actors,
  list_sort(list_distinct(coalesce(list(m.key) FILTER (WHERE p.side = 1), []))) AS recipients
FROM parties p JOIN actor_members m ON m.doc = p.doc AND m.actor = p.actor
GROUP BY p.doc, p.id;

CREATE TEMP TABLE event_rows AS
WITH told AS (
  SELECT e.doc, e.id AS "row", e.type, e.mode,
    coalesce(p.actors, CAST([] AS VARCHAR[])) AS actors, coalesce(p.recipients, CAST([] AS VARCHAR[])) AS recipients,
    e.factuality, pl.name AS place, pl.geonameid, pl.country, e."when".start AS stated_start,
    e."when"."end" AS stated_end, e."when".precision AS precision,
    CASE WHEN e.factuality IN ('planned', 'hypothetical') THEN 'hypothetical'
         WHEN e.factuality = 'negated' THEN 'negated' ELSE 'asserted' END AS certainty,
    s.negated, s.hedged, coalesce(s.voices, CAST([] AS VARCHAR[])) AS voices,
    e.confidence, e.rule, e.sentence.start AS span_start, e.sentence."end" AS span_end
  FROM events e
  LEFT JOIN event_parties p ON p.doc = e.doc AND p.id = e.id
  LEFT JOIN places pl ON pl.doc = e.doc AND pl.id = e."where"
  LEFT JOIN events_said s ON s.doc = e.doc AND s.id = e.id
)
SELECT row_number() OVER () AS n, t.* EXCLUDE (certainty, negated, hedged),
  CASE WHEN t.certainty = 'asserted' AND t.negated THEN 'negated'
       WHEN t.certainty = 'asserted' AND t.hedged THEN 'hedged' ELSE t.certainty END AS certainty,
  d.name AS document, d.publisher, d.published, d.cluster,
  try_cast(t.stated_start AS DATE) AS d0, try_cast(t.stated_end AS DATE) AS d1,
  CASE WHEN length(d.published) = 10 THEN try_cast(d.published AS DATE) END AS p0
FROM told t LEFT JOIN doc_info d ON d.doc = t.doc;

-- dates to the day stand on one line of time; longer ones (a month, a year) match themselves only; undated reports of
-- two known parties stand on the day of publication; what is left is an event of its own document
CREATE TEMP TABLE event_steps AS
WITH dated AS (
  SELECT n,
    CASE WHEN d0 IS NOT NULL AND coalesce(d1, d0) - d0 <= {longest} THEN 'day'
         WHEN stated_start IS NOT NULL THEN stated_start || '/' || coalesce(stated_end, '')
         WHEN len(actors) = 0 OR len(recipients) = 0 THEN doc
         WHEN p0 IS NOT NULL THEN 'day' ELSE '' END AS line,
    CASE WHEN stated_start IS NULL THEN p0 ELSE d0 END AS d0,
    CASE WHEN stated_start IS NULL THEN p0 ELSE greatest(coalesce(d1, d0), d0) END AS d1,
    concat_ws(chr(31), type, factuality, array_to_string(actors, chr(30)), array_to_string(recipients, chr(30)))
      AS same,
    coalesce(CAST(geonameid AS VARCHAR), slug(place)) AS place_key
  FROM event_rows
), keyed AS (
  SELECT n, place_key, d0, CASE WHEN line = 'day' THEN d1 END AS d1, line,
    md5(concat_ws(chr(29), same, line)) AS bucket
  FROM dated
), stepped AS (
  SELECT *, CASE WHEN line = 'day' AND d0 > 2 + max(d1) OVER (
    PARTITION BY bucket ORDER BY d0 ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) THEN 1 ELSE 0 END AS step
  FROM keyed
), islands AS (
  SELECT *, sum(step) OVER (PARTITION BY bucket ORDER BY d0) AS island FROM stepped
), windows AS (
  SELECT *, CASE WHEN line = 'day' THEN (d0 - min(d0) OVER (PARTITION BY bucket, island)) // 3 ELSE 0 END AS part
  FROM islands
)
SELECT n, bucket, part,
  CASE WHEN min(place_key) OVER w = max(place_key) OVER w THEN '' ELSE coalesce(place_key, '') END AS at,
  min(d0) OVER w AS begun
FROM windows WINDOW w AS (PARTITION BY bucket, island, part);

CREATE TABLE event_reports AS
SELECT 'e' || left(md5(concat_ws('|', s.bucket, s.begun, s.part, s.at)), 16) AS event, r.document, r.doc, r."row", r.type, r.mode,
  r.actors, r.recipients, r.factuality, r.certainty, r.place, r.geonameid, r.country, r.stated_start AS "start",
  r.stated_end AS "end", coalesce(r.stated_start, r.published) AS "date",
  CASE WHEN r.stated_start IS NOT NULL THEN 'text' WHEN r.published IS NOT NULL THEN 'publication' END AS date_from,
  left(coalesce(CASE WHEN length(r.stated_start) >= 7 THEN r.stated_start END,
  CASE WHEN length(r.published) >= 7 THEN r.published END), 7) AS "month",
  r.voices, r.confidence, r.rule, r.publisher, r.published, r.cluster, r.span_start, r.span_end
FROM event_rows r JOIN event_steps s USING (n)
ORDER BY coalesce(r.stated_start, r.published), r.doc, r.span_start, r."row";

CREATE TABLE event_voices AS
SELECT event, voice, count(*) AS n_reports, count(DISTINCT doc) AS n_documents
FROM (SELECT event, doc, unnest(CASE WHEN len(voices) > 0 THEN voices ELSE [''] END) AS voice FROM event_reports)
GROUP BY event, voice;

CREATE TABLE a_events AS
WITH by_event AS (
  SELECT event, min(rowid) AS one, min(mode) AS mode, min(place) AS place, min(geonameid) AS geonameid,
    min(country) AS country, min("start") AS "start", max("end") AS "end", count(*) AS n_reports,
    max(confidence) AS confidence, min(published) AS first_published, max(published) AS last_published
  FROM event_reports GROUP BY event
), several AS (
  SELECT r.event, r.cluster, r.doc FROM event_reports r
  SEMI JOIN (SELECT event FROM by_event WHERE n_reports > 1) USING (event) GROUP BY r.event, r.cluster, r.doc
), counted AS (
  SELECT event, CAST(sum(n) AS BIGINT) AS n_documents, count(*) AS n_clusters
  FROM (SELECT event, cluster, count(*) AS n FROM several GROUP BY event, cluster) GROUP BY event
), by_voice AS (
  SELECT event, list(voice ORDER BY n_reports DESC, voice)[:{voices}] AS voices
  FROM event_voices WHERE voice <> '' GROUP BY event
)
SELECT e.event AS id, r.type, e.mode, r.actors, r.recipients, r.factuality, e.place, e.geonameid, e.country, e."start",
  e."end", coalesce(e."start", e.first_published) AS "date",
  CASE WHEN e."start" IS NOT NULL THEN 'text' WHEN e.first_published IS NOT NULL THEN 'publication' END AS date_from,
  e.n_reports, coalesce(c.n_documents, 1) AS n_documents, coalesce(c.n_clusters, 1) AS n_clusters,
  e.confidence, e.first_published, e.last_published, coalesce(v.voices, CAST([] AS VARCHAR[])) AS voices
FROM by_event e JOIN event_reports r ON r.rowid = e.one
LEFT JOIN counted c ON c.event = e.event
LEFT JOIN by_voice v ON v.event = e.event;

CREATE TABLE event_months AS
WITH flat AS (
  SELECT event, "month", type, factuality, cluster, actor, recipient,
    unnest(CASE WHEN len(voices) > 0 THEN voices ELSE [''] END) AS voice
  FROM (SELECT *, unnest(CASE WHEN len(recipients) > 0 THEN recipients ELSE [''] END) AS recipient
        FROM (SELECT *, unnest(CASE WHEN len(actors) > 0 THEN actors ELSE [''] END) AS actor FROM event_reports))
)
SELECT "month", type, factuality, actor, recipient, voice, count(*) AS n_reports, count(DISTINCT event) AS n_events
FROM flat GROUP BY "month", type, factuality, actor, recipient, voice;
