-- What aitia query filters beside event_reports and the assembled tables: one row a row of a reading, with its document.
CREATE VIEW tie_reports AS
SELECT s.tie, d.name AS document, s.doc, s."row", t.subject, t.object, t.relation, t.sign, t.time, t.factuality, t.belief,
  s.side, s.certainty, s.voices, s.confidence, s.rule, s.publisher, s.published, s.cluster, s.counted, s.span_start,
  s.span_end
FROM tie_supports s JOIN ties_assembled t ON t.id = s.tie JOIN doc_info d ON d.doc = s.doc;

CREATE VIEW cause_reports AS
SELECT s.influence, d.name AS document, s.doc, s."row", i.cause, i.effect, i.polarity, i.relation, i.belief, s.side, s.certainty,
  s.voices, s.confidence, s.rule, s.publisher, s.published, s.cluster, s.counted, s.span_start, s.span_end
FROM influence_supports s JOIN influences i ON i.id = s.influence JOIN doc_info d ON d.doc = s.doc;

CREATE VIEW claim_reports AS
SELECT v.claim, d.name AS document, v.doc, v.kind, v.voices, v.hedged, v.negated, v.parent, d.publisher, d.published,
  d.cluster, v."start" AS span_start, v."end" AS span_end
FROM claim_voices v JOIN doc_info d ON d.doc = v.doc WHERE v."start" IS NOT NULL;
