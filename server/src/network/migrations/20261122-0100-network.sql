create schema network;

create table network.area (
  id bigint generated always as identity primary key,
  key text not null unique check (key <> '' and key <> '*'),
  name text not null,
  geometry jsonb,
  min_longitude double precision,
  min_latitude double precision,
  max_longitude double precision,
  max_latitude double precision,
  updated_at timestamptz not null
);

-- `position` and `last` are the element's interval in the tree of dominators: its failure alone cuts off the elements whose position lies
-- inside. `dominator` is its parent in that tree.
create table network.element (
  id bigint generated always as identity primary key,
  key text not null unique check (key <> ''),
  kind text,
  name text,
  area text,
  longitude double precision check (longitude between -180 and 180),
  latitude double precision check (latitude between -90 and 90),
  position integer,
  last integer,
  dominator bigint,
  retired_at timestamptz,
  revision integer not null default 1,
  updated_at timestamptz not null,
  check (position <= last)
);
create index element_position on network.element (position) include (last);
create index element_area on network.element (area text_pattern_ops);
create index element_place on network.element (longitude, latitude);

-- Several parents are redundant: the child works while one of them does.
create table network.link (
  child bigint not null references network.element,
  parent bigint not null references network.element,
  redundant boolean not null default false,
  primary key (child, parent),
  check (child <> parent)
);
create index link_parent on network.link (parent);
create index link_redundant on network.link (parent) include (child) where redundant;

-- Other contexts hold ids of elements without a foreign key, which would cost as much as the import itself; so none may vanish.
create function network.refuse_removal() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are retired, never removed', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger element_stays before delete on network.element for each statement execute function network.refuse_removal();

create table network.import (
  id uuid primary key,
  kind text not null,
  file_name text not null,
  media text not null,
  bytes bigint not null,
  digest bytea not null,
  options jsonb not null,
  dry_run boolean not null,
  status text not null check (status in ('waiting', 'reading', 'applying', 'done', 'refused', 'failed')),
  reason text,
  rows_read bigint not null default 0,
  accepted bigint not null default 0,
  rejected bigint not null default 0,
  added bigint not null default 0,
  changed bigint not null default 0,
  attempts integer not null default 0,
  actor text not null,
  created_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz
);
create index import_time on network.import (created_at, id);
create index import_unfinished on network.import (created_at) where status in ('waiting', 'reading', 'applying');

-- Every row that was not taken, and why. Values of personal columns are not kept.
create table network.rejection (
  import uuid not null references network.import on delete cascade,
  id bigint generated always as identity,
  row bigint not null,
  field text not null,
  reason text not null,
  value text,
  primary key (import, id)
);
