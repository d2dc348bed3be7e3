-- Ties over all documents, by subject, object, relation, time and factuality. Needs ties, ties_said, actor_members.
CREATE TEMP TABLE tie_rows AS
WITH stated AS (
  SELECT t.doc, t.id AS "row", a.key AS subject, b.key AS object, t.relation, t.sign, t.time, t.factuality AS told,
    CASE WHEN t.factuality IN ('planned', 'hypothetical') THEN 'hypothetical'
         WHEN t.factuality = 'negated' THEN 'negated' ELSE 'asserted' END AS certainty,
    s.negated, s.hedged, coalesce(s.voices, CAST([] AS VARCHAR[])) AS voices, t.rule, t.confidence,
    coalesce(t.evidence[1].sentence.start, 0) AS span_start, coalesce(t.evidence[1].sentence."end", 0) AS span_end
  FROM ties t
  JOIN actor_members a ON a.doc = t.doc AND a.actor = t.subject
  JOIN actor_members b ON b.doc = t.doc AND b.actor = t.object
  LEFT JOIN ties_said s ON s.doc = t.doc AND s.id = t.id
  WHERE a.key <> b.key
), settled AS (
  SELECT * EXCLUDE (certainty, negated, hedged),
    CASE WHEN certainty = 'asserted' AND negated THEN 'negated'
         WHEN certainty = 'asserted' AND hedged THEN 'hedged' ELSE certainty END AS certainty
  FROM stated
)
SELECT *, CASE WHEN certainty = 'negated' THEN 'negated' ELSE told END AS factuality FROM settled;

CREATE TEMP TABLE tie_ids AS
SELECT subject, object, relation, time, factuality, first(sign ORDER BY doc, "row") AS sign,
  subject || '>' || object || ':' || relation || ':' || time
    || CASE WHEN factuality = 'asserted' THEN '' ELSE ':' || factuality END AS id
FROM tie_rows GROUP BY subject, object, relation, time, factuality;

CREATE TEMP TABLE tie_sides AS
SELECT i.id, 'support' AS side, r.doc, r."row", r.rule, r.confidence, r.certainty, r.voices, r.span_start, r.span_end
FROM tie_ids i JOIN tie_rows r USING (subject, object, relation, time, factuality)
UNION ALL
SELECT i.id, 'denial', r.doc, r."row", r.rule, r.confidence, r.certainty, r.voices, r.span_start, r.span_end
FROM tie_ids i JOIN tie_rows r USING (subject, object, relation)
WHERE r.factuality = 'negated' AND i.factuality <> 'negated';
