-- Causal links as influences between concepts. Needs causes, causes_said, concept_phrases, doc_info.
CREATE TEMP TABLE link_rows AS
WITH stated AS (
  SELECT c.doc, c.id AS "row", c.cause AS c_span, c.effect AS e_span, c.polarity, c.relation, c.rule, c.confidence,
    CASE WHEN c.relation = 'purpose' AND c.certainty = 'asserted' THEN 'hedged' ELSE c.certainty END AS certainty,
    s.negated, s.hedged, coalesce(s.voices, CAST([] AS VARCHAR[])) AS voices
  FROM causes c LEFT JOIN causes_said s ON s.doc = c.doc AND s.id = c.id
)
SELECT one.concept AS cause, two.concept AS effect, t.polarity * one.direction * two.direction AS polarity, t.relation,
  CASE WHEN t.certainty = 'asserted' AND t.negated THEN 'negated'
       WHEN t.certainty = 'asserted' AND t.hedged THEN 'hedged' ELSE t.certainty END AS certainty,
  t.doc, t."row", t.rule, t.confidence, t.voices, least(t.c_span.start, t.e_span.start) AS span_start,
  greatest(t.c_span."end", t.e_span."end") AS span_end
FROM stated t
JOIN concept_phrases one ON one.doc = t.doc AND one."start" = t.c_span.start AND one."end" = t.c_span."end"
JOIN concept_phrases two ON two.doc = t.doc AND two."start" = t.e_span.start AND two."end" = t.e_span."end";

CREATE TABLE left_out AS
SELECT 'causal links that lead from a concept to itself' AS what, count(*) AS n FROM link_rows WHERE cause = effect;

CREATE TEMP TABLE influence_kinds AS
WITH held AS (
  SELECT DISTINCT cause, effect, polarity, certainty, relation FROM link_rows
  WHERE cause <> effect AND certainty <> 'negated'
), denied AS (
  SELECT DISTINCT cause, effect, polarity FROM link_rows WHERE cause <> effect AND certainty = 'negated'
)
SELECT * FROM held
UNION ALL
SELECT d.cause, d.effect, d.polarity, 'negated', 'cause' FROM denied d ANTI JOIN held USING (cause, effect, polarity);

CREATE TEMP TABLE influence_ids AS
SELECT *, cause || '>' || effect || ':' || CASE WHEN polarity > 0 THEN '+' ELSE '-' END || ':' || certainty
  || CASE WHEN relation = 'cause' THEN '' ELSE '-' || relation END AS id
FROM influence_kinds;

CREATE TEMP TABLE influence_sides AS
SELECT i.id, 'support' AS side, l.* EXCLUDE (cause, effect, polarity)
FROM influence_ids i JOIN link_rows l USING (cause, effect, polarity, certainty, relation)
WHERE l.certainty <> 'negated'
UNION ALL
SELECT i.id, 'denial', l.* EXCLUDE (cause, effect, polarity)
FROM influence_ids i JOIN link_rows l USING (cause, effect, polarity) WHERE l.certainty = 'negated';
