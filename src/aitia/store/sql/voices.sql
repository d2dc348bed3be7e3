-- On whose word each row hangs. Needs claims and actor_members.
CREATE TABLE claim_voices AS
WITH said AS (SELECT doc, id, unnest(sources) AS source FROM claims),
found AS (
  SELECT s.doc, s.id, list_sort(list_distinct(list(m.key))) AS voices
  FROM said s JOIN actor_members m ON m.doc = s.doc AND m.actor = s.source GROUP BY s.doc, s.id
)
SELECT c.doc, c.id AS claim, c.kind, c.parent, coalesce(c.hedged, false) AS hedged,
  coalesce(c.negated, false) AS negated, coalesce(f.voices, CAST([] AS VARCHAR[])) AS voices,
  c.content[1].start AS "start", c.content[-1]."end" AS "end"
FROM claims c LEFT JOIN found f ON f.doc = c.doc AND f.id = c.id;
