-- How many services a component had on each local day, as that day was counted last.
create table statuspage.served_day (
  component text not null,
  day date not null,
  services integer not null,
  primary key (component, day)
);

-- From when to when an outage is counted as missing, and which share of what was agreed it took. `to_at` null: it goes on.
create table statuspage.measured (
  outage_id uuid primary key,
  from_at timestamptz not null,
  to_at timestamptz,
  weight float8 not null check (weight > 0 and weight <= 1)
);

-- For how long services of a component were missing on a local day, added up, with each service counted once however many outages hit
-- it; and how many services that were.
create table statuspage.lost (
  component text not null,
  day date not null,
  seconds float8 not null,
  services integer not null,
  primary key (component, day)
);
create index on statuspage.lost (day);

-- What was missing at the instant of the last count and has been since: so much per second, of so many services, of which so many have
-- nothing at all.
create table statuspage.down (
  component text primary key,
  rate float8 not null,
  services integer not null,
  dark integer not null
);

-- When a component was shown for the first time, how it is, and since when that is so.
create table statuspage.component_state (
  component text primary key,
  status text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null
);

-- The alerts that were sent, in the order in which they were. What stands under an identifier never changes.
create table statuspage.alert (
  outage_id uuid not null,
  message integer not null,
  outage_number text not null,
  kind text not null check (kind in ('Alert', 'Update', 'Cancel')),
  sender text not null,
  identifier text not null unique,
  sent text not null,
  sent_at timestamptz not null,
  digest text not null,
  -- Whether it says that it is over, or was none.
  final boolean not null,
  title text not null,
  -- Whether it was to be read: one that never was may still be replaced.
  shown boolean not null default false,
  primary key (outage_id, message)
);
create index on statuspage.alert (sent_at);

drop table statuspage.missed;
alter table statuspage.publication
  -- A day is known when its services were counted, and not because something is told of an earlier one.
  drop column known_from,
  -- Until when `lost` is counted.
  add column lost_until timestamptz;

-- From which instants on `lost` must be counted anew.
create table statuspage.stale (
  id bigint generated always as identity primary key,
  from_at timestamptz not null
);
