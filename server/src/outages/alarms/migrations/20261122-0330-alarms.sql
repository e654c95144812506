create table outages.alarm_source (
  name text primary key check (name ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  kind text not null check (kind in ('alertmanager', 'grafana', 'pagerduty', 'zabbix', 'librenms', 'generic')),
  enabled boolean not null default true,
  mapping jsonb not null,
  -- What senders left out because their list was full, and what could not be read.
  truncated bigint not null default 0,
  mistakes bigint not null default 0,
  revision integer not null default 1
);
insert into outages.alarm_source (name, kind, mapping)
select kind, kind, '{"element": [], "unreachable": [], "least": "info", "timeZone": "UTC"}'
from unnest(array['alertmanager', 'grafana', 'pagerduty', 'zabbix', 'librenms', 'generic']) as kind;

create table outages.alarm (
  id bigint generated always as identity primary key,
  -- The name of the source, which may be gone by now.
  source text not null,
  key text not null,
  element_key text,
  -- null: the network does not know the element. The alarm is kept and shown all the same.
  element_id bigint,
  severity text not null check (severity in ('critical', 'major', 'minor', 'warning', 'info')),
  effect text not null check (effect in ('unreachable', 'degraded', 'none')),
  summary text not null,
  labels jsonb not null,
  raised_at timestamptz not null,
  -- The latest raising of an alarm that flaps.
  last_raised_at timestamptz not null check (last_raised_at >= raised_at),
  cleared_at timestamptz check (cleared_at >= raised_at),
  last_seen_at timestamptz not null,
  flaps integer not null default 0 check (flaps >= 0),
  outage_id uuid references outages.outage,
  -- Somebody decided by hand under which outage it lies, or that it lies under none.
  held boolean not null default false,
  acknowledged_at timestamptz,
  acknowledged_by text,
  unique (source, key, raised_at)
);
-- An alarm can be open only once, whatever arrives at the same time.
create unique index alarm_open on outages.alarm (source, key) where cleared_at is null;
create index alarm_latest on outages.alarm (raised_at desc, id desc);
create index alarm_outage on outages.alarm (outage_id) where outage_id is not null;
create index alarm_element on outages.alarm (element_key);

-- Since when all alarms under an outage that people declared are quiet, as it was said on its timeline.
create table outages.alarm_quiet (
  outage_id uuid primary key references outages.outage,
  since timestamptz not null
);

-- One row: how alarms become outages. What it does not name has its default.
create table outages.alarm_setting (
  only_one boolean primary key default true check (only_one),
  value jsonb not null default '{}',
  revision integer not null default 1
);
insert into outages.alarm_setting default values;
