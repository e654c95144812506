create schema if not exists outages;

create table outages.outage (
  id uuid primary key default uuidv7(),
  number bigint generated always as identity unique,
  -- The other system's own name of it: an import that is repeated finds what it brought before.
  reference text unique,
  source text not null check (source in ('staff', 'key', 'alarm', 'import')),
  status text not null check (status in ('suspected', 'confirmed', 'partly-restored', 'restored', 'closed', 'retracted')),
  title text not null,
  cause text not null,
  public_cause text,
  extent text not null check (extent in ('total', 'degraded')),
  delivered_share numeric(5, 4) check (delivered_share between 0 and 1),
  severity text not null check (severity in ('minor', 'major', 'critical')),
  planned boolean not null,
  noticed_at timestamptz,
  started_at timestamptz not null,
  known_at timestamptz,
  restored_at timestamptz check (restored_at > started_at),
  etr timestamptz,
  next_update_by timestamptz,
  closed_at timestamptz,
  -- Kinds of service that were hit; none: all.
  kinds text[] not null default '{}',
  subscribers_hit integer check (subscribers_hit >= 0),
  sites_hit integer check (sites_hit >= 0),
  merged_into uuid references outages.outage,
  revision integer not null default 1,
  created_at timestamptz not null,
  created_by text not null,
  check (delivered_share is null or extent = 'degraded'),
  check (status not in ('restored', 'closed') or restored_at is not null),
  check (status not in ('confirmed', 'partly-restored') or restored_at is null),
  check (status <> 'closed' or closed_at is not null),
  check (merged_into is null or status = 'retracted')
);
create index on outages.outage (started_at desc, id desc);
create index on outages.outage (status, restored_at);

-- Where it broke.
create table outages.scope (
  outage_id uuid not null references outages.outage,
  kind text not null check (kind in ('element', 'area', 'service', 'polygon')),
  -- The key that was named; of a polygon a digest of its shape.
  reference text not null,
  element_id bigint,
  service_id bigint,
  shape jsonb,
  primary key (outage_id, kind, reference),
  check ((kind = 'element') = (element_id is not null)),
  check ((kind = 'service') = (service_id is not null)),
  check ((kind = 'polygon') = (shape is not null))
);
create index on outages.scope (kind, reference);

-- What worked again before the rest: an element of the scope or below it, or an area.
create table outages.part (
  outage_id uuid not null references outages.outage,
  kind text not null check (kind in ('element', 'area')),
  reference text not null,
  element_id bigint,
  restored_at timestamptz not null,
  primary key (outage_id, kind, reference),
  check ((kind = 'element') = (element_id is not null))
);

create table outages.revision (
  outage_id uuid not null references outages.outage,
  revision integer not null,
  at timestamptz not null,
  actor text not null,
  kind text not null,
  reason text,
  before jsonb not null,
  after jsonb not null,
  primary key (outage_id, revision)
);

create table outages.etr (
  id bigint generated always as identity primary key,
  outage_id uuid not null references outages.outage,
  at timestamptz not null,
  actor text not null,
  etr timestamptz,
  next_update_by timestamptz,
  reason text
);
create index on outages.etr (outage_id, id);

create table outages.timeline (
  id bigint generated always as identity primary key,
  outage_id uuid not null references outages.outage,
  at timestamptz not null,
  actor text not null,
  kind text not null,
  public boolean not null,
  text text,
  data jsonb not null
);
create index on outages.timeline (outage_id, id);

create table outages.task (
  id uuid primary key default uuidv7(),
  outage_id uuid not null references outages.outage,
  title text not null,
  owner text,
  due_at timestamptz,
  state text not null check (state in ('open', 'in-progress', 'done', 'dropped')),
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create index on outages.task (outage_id, id);

-- Best first: of several grounds for one service the first counts. `contradicted` outweighs them all.
create type outages.evidence as enum ('session', 'topology', 'redundant', 'list', 'area', 'contradicted');

create table outages.affected (
  outage_id uuid not null,
  service_id bigint not null,
  evidence outages.evidence not null,
  money boolean not null,
  -- The service's own interval where it differs from the outage's.
  own_from timestamptz,
  own_to timestamptz,
  primary key (outage_id, service_id)
)
-- At restoration most rows get their end; with room on the page that touches no index.
with (fillfactor = 60);
create index on outages.affected (service_id);

-- Each time that the affected services were worked out.
create table outages.matching (
  id bigint generated always as identity primary key,
  outage_id uuid not null references outages.outage,
  revision integer not null,
  at timestamptz not null,
  frozen boolean not null,
  services integer not null,
  money integer not null,
  by_evidence jsonb not null,
  added integer not null,
  removed integer not null,
  changed integer not null
);
create index on outages.matching (outage_id, id);

-- What a matching changed on a list that was frozen before.
create table outages.difference (
  matching_id bigint not null references outages.matching,
  service_id bigint not null,
  before_evidence outages.evidence,
  before_money boolean,
  before_from timestamptz,
  before_to timestamptz,
  after_evidence outages.evidence,
  after_money boolean,
  after_from timestamptz,
  after_to timestamptz,
  primary key (matching_id, service_id)
);

create table outages.appeal (
  outage_id uuid not null references outages.outage,
  service_id bigint not null,
  state text not null check (state in ('open', 'upheld', 'rejected')),
  note text not null,
  answer text,
  opened_at timestamptz not null,
  opened_by text not null,
  decided_at timestamptz,
  decided_by text,
  primary key (outage_id, service_id),
  check ((state = 'open') = (decided_at is null))
);

-- One row: how affected services are judged.
create table outages.setting (
  only_one boolean primary key default true check (only_one),
  money_evidence outages.evidence[] not null default '{session,topology}',
  start_tolerance_minutes integer not null default 5 check (start_tolerance_minutes >= 0),
  end_tolerance_minutes integer not null default 15 check (end_tolerance_minutes >= 0),
  settle_minutes integer not null default 30 check (settle_minutes >= 0)
);
insert into outages.setting default values;

-- What was known, and what was said when, stays as it was.
create function outages.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is history and cannot be changed', tg_table_name using errcode = '23514';
end $$;
create trigger history before update or delete on outages.revision for each row execute function outages.refuse_change();
create trigger history before update or delete on outages.etr for each row execute function outages.refuse_change();
create trigger history before update or delete on outages.timeline for each row execute function outages.refuse_change();
create trigger history before update or delete on outages.difference for each row execute function outages.refuse_change();
create trigger history_truncate before truncate on outages.revision for each statement execute function outages.refuse_change();
create trigger history_truncate before truncate on outages.etr for each statement execute function outages.refuse_change();
create trigger history_truncate before truncate on outages.timeline for each statement execute function outages.refuse_change();
create trigger history_truncate before truncate on outages.difference for each statement execute function outages.refuse_change();
