create schema statuspage;

-- What the public saw last.
create table statuspage.publication (
  only_one boolean primary key default true check (only_one),
  revision integer not null default 0,
  digest text not null default '',
  published_at timestamptz,
  -- The first day of which anything is known.
  known_from date,
  -- The file of numbers that are hit, and of which outages and matchings it is.
  numbers_file text,
  numbers_mark text not null default '',
  services_counted_at timestamptz
);
insert into statuspage.publication default values;

-- How many services an outage hit, by area and kind, as of its last matching. An area that is not known is ''.
create table statuspage.hit (
  outage_id uuid not null,
  area text not null,
  kind text not null,
  services integer not null,
  back integer not null,
  primary key (outage_id, area, kind)
);

-- Of outages that are over: for how many seconds of a local day services were missing, added up.
create table statuspage.missed (
  outage_id uuid not null,
  day date not null,
  area text not null,
  kind text not null,
  seconds bigint not null,
  primary key (outage_id, day, area, kind)
);
create index on statuspage.missed (day);

create table statuspage.served (
  area text not null,
  kind text not null,
  services integer not null,
  primary key (area, kind)
);

-- What was taken along from another status page.
create table statuspage.history (
  id text primary key,
  number bigint generated always as identity,
  outage jsonb not null,
  started_at timestamptz not null,
  imported_at timestamptz not null,
  imported_by text not null
);
create index on statuspage.history (started_at desc, id);
