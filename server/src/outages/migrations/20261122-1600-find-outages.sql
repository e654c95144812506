-- Outages are found by any part of their number, their title and the other system's name of them: one text, and one index over it.
create extension if not exists pg_trgm;
create function outages.as_found(number bigint, title text, reference text) returns text language sql immutable parallel safe as $$
  select 'OUT-' || lpad(number::text, greatest(6, length(number::text)), '0') || E'\n' || title || E'\n' || coalesce(reference, '')
$$;
create index outage_found on outages.outage using gin (outages.as_found(number, title, reference) gin_trgm_ops);
-- Areas are looked for by how their key begins, in whatever order the database sorts.
create index scope_area on outages.scope (reference text_pattern_ops) where kind = 'area';
-- What the public was told, among all that people and machines wrote.
create index timeline_public on outages.timeline (outage_id, id) where public;
