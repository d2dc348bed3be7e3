-- Voices and certainty of the rows of one layer: {layer}. A row hangs on all of its claims, else on its claim.
CREATE TEMP TABLE {layer}_said AS
WITH rows_held AS (
  SELECT doc, id, CASE WHEN len(claims) > 0 THEN claims ELSE [claim] END AS held FROM {layer}
),
one AS (SELECT doc, id, held[1] AS claim FROM rows_held WHERE len(held) = 1),
many AS (SELECT doc, id, unnest(held) AS claim FROM rows_held WHERE len(held) > 1)
SELECT o.doc, o.id, c.negated, c.hedged, c.voices
FROM one o JOIN claim_voices c ON c.doc = o.doc AND c.claim = o.claim
UNION ALL
SELECT m.doc, m.id, bool_and(c.negated), bool_and(c.hedged), list_sort(list_distinct(flatten(list(c.voices))))
FROM many m JOIN claim_voices c ON c.doc = m.doc AND c.claim = m.claim
GROUP BY m.doc, m.id;
