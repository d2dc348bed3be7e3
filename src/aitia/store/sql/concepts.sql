-- What the ends of causes and the actions of options mean, over all documents. Needs grounded, actor_members, doc_info.
CREATE TEMP TABLE place_actors AS
SELECT lower(strip_accents(name)) AS folded, first(key ORDER BY n_documents DESC, key) AS key FROM a_actors GROUP BY 1;

CREATE TEMP TABLE grounded_rows AS
SELECT row_number() OVER () AS g, doc, span.start AS "start", span."end" AS "end", place AS ord, head, qualifiers,
  anchors, direction, pointer
FROM grounded;

CREATE TEMP TABLE grounded_anchors AS
WITH flat AS (
  -- an anchor that something is done to is marked by an arrow (aitia.assembly.anchors.TARGET)
  SELECT g, doc, replace(raw, '→', '') AS anchor, starts_with(raw, '→') AS aimed
  FROM (SELECT g, doc, unnest(anchors) AS raw FROM grounded_rows WHERE NOT pointer)
), mapped AS (
  SELECT f.g, f.aimed, coalesce(m.key, p.key) AS actor,
    CASE WHEN f.anchor LIKE 'place:%' AND p.key IS NULL THEN substr(f.anchor, 7) END AS place
  FROM flat f
  LEFT JOIN actor_members m ON m.doc = f.doc AND m.actor = f.anchor
  LEFT JOIN place_actors p ON f.anchor LIKE 'place:%' AND p.folded = lower(strip_accents(substr(f.anchor, 7)))
)
SELECT g, list_sort(list_distinct(list(actor))) AS actors, min(place) AS place,
  list_sort(list_distinct(list(if(aimed, '→ ', '') || coalesce(actor, place)))) AS owners,
  list_sort(list_distinct(list(
    if(aimed, 'to_', '') || coalesce(translate(actor, '.~', '__'), slug(place))))) AS slugs
FROM mapped WHERE actor IS NOT NULL OR place IS NOT NULL GROUP BY g;

CREATE TEMP TABLE meant AS
SELECT r.doc, r."start", r."end", r.ord,
  CASE WHEN r.pointer THEN 'unresolved.' || substr(md5(d.name), 1, 8) || '.' || CAST(r."start" AS VARCHAR)
       ELSE concat_ws('.', slug(array_to_string(list_append(r.qualifiers, r.head), ' ')),
                      nullif(array_to_string(a.slugs, '+'), '')) END AS own,
  CASE WHEN r.pointer THEN NULL ELSE array_to_string(list_append(r.qualifiers, r.head), ' ') END AS head,
  coalesce(a.actors, CAST([] AS VARCHAR[])) AS actors, a.place, a.owners, r.direction, r.pointer
FROM grounded_rows r
LEFT JOIN grounded_anchors a USING (g)
LEFT JOIN doc_info d ON d.doc = r.doc;

CREATE TABLE concept_phrases AS
SELECT DISTINCT ON (m.doc, m."start", m."end", concept, direction)
  coalesce(x.target, m.own) AS concept, m.doc, m."start", m."end",
  CAST(m.direction * coalesce(x.direction, 1) AS INTEGER) AS direction, m.own, m.head, m.actors, m.place, m.owners,
  m.pointer
FROM meant m LEFT JOIN decided_concepts x ON x.source = m.own
ORDER BY m.doc, m."start", m."end", concept, direction, m.ord;

CREATE TABLE concepts AS
WITH heads AS (
  SELECT concept, count(*) AS n_phrases, count(DISTINCT doc) AS n_documents,
    first(struct_pack(head := head, actors := actors, place := place, owners := owners, "start" := "start",
                      "end" := "end", doc := doc) ORDER BY own <> concept, doc, "start", "end") AS one,
    bool_and(pointer) AS pointer
  FROM concept_phrases GROUP BY concept
), shown AS (
  SELECT h.concept, string_agg(if(starts_with(o.owner, '→ '), '→ ', '') || coalesce(a.name, replace(o.owner, '→ ', '')), ', '
    ORDER BY o.at) AS owners
  FROM (SELECT concept, unnest(one.owners) AS owner, generate_subscripts(one.owners, 1) AS at FROM heads) o
  JOIN heads h USING (concept) LEFT JOIN a_actors a ON a.key = replace(o.owner, '→ ', '') GROUP BY h.concept
)
SELECT h.concept AS id,
  coalesce(l.label, CASE WHEN h.pointer THEN h.concept || ' (unresolved)'
       WHEN s.owners IS NULL THEN h.one.head ELSE h.one.head || ' (' || s.owners || ')' END) AS label,
  h.one.head AS head, h.one.actors AS actors, h.one.place AS place, h.pointer AS unresolved, h.n_phrases, h.n_documents
FROM heads h LEFT JOIN shown s USING (concept)
LEFT JOIN (SELECT target, min(label) AS label FROM decided_concepts GROUP BY target) l ON l.target = h.concept;
