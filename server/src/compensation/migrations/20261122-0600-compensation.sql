create schema compensation;

-- The rules as they stood when a run was computed, so that its explanations stay what they were.
create table compensation.rulebook (
  digest text primary key,
  schemes jsonb not null,
  created_at timestamptz not null
);

create table compensation.run (
  id uuid primary key default uuidv7(),
  number bigint generated always as identity unique,
  kind text not null check (kind in ('period', 'outage')),
  month text check (month ~ '^\d{4}-\d{2}$'),
  outage_id uuid,
  status text not null check (status in ('draft', 'computing', 'computed', 'reviewed', 'approved', 'posting', 'stopped', 'posted', 'settled', 'cancelled')),
  -- What the operator's settings said: jurisdiction, currency, provider, parameters, figure, schemes.
  question jsonb not null,
  rulebook text not null references compensation.rulebook,
  second_person_above bigint not null,
  budget bigint,
  note text,
  facts_digest text,
  columns jsonb,
  summary jsonb,
  due bigint,
  credits integer,
  -- How far posting came: services up to this one, in the order of their ids.
  posted_up_to bigint not null default 0,
  posted integer not null default 0,
  failure text,
  created_at timestamptz not null,
  created_by text not null,
  computed_at timestamptz,
  computed_by text,
  reviewed_at timestamptz,
  reviewed_by text,
  approved_at timestamptz,
  approved_by text,
  posted_at timestamptz,
  settled_at timestamptz,
  revision integer not null default 1,
  check ((kind = 'period') = (month is not null)),
  check ((kind = 'outage') = (outage_id is not null)),
  check (status not in ('approved', 'posting', 'stopped', 'posted', 'settled') or approved_by is not null)
);
create index on compensation.run (outage_id, number);
create index on compensation.run (month, number);
create index on compensation.run (status) where status in ('computing', 'posting', 'posted');

-- How far the work on a run is and when it was last heard of, beside the run, whose row is held by whoever works on it.
create table compensation.progress (
  run_id uuid primary key references compensation.run,
  stage text,
  heartbeat_at timestamptz not null
);

-- Who did what with a run, in order.
create table compensation.step (
  id bigint generated always as identity primary key,
  run_id uuid not null references compensation.run,
  at timestamptz not null,
  actor text not null,
  kind text not null,
  note text
);
create index on compensation.step (run_id, id);

-- The interruptions of a run as they were known: one per outage, and one per own interval of a service.
create table compensation.interruption (
  run_id uuid not null references compensation.run,
  number integer not null,
  outage_id uuid not null,
  outage_revision integer not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  extent text not null,
  -- The cause that the rules see: an external one only where somebody relied on it.
  cause text not null,
  technical_cause text not null,
  planned boolean not null,
  notice_seconds integer,
  known_at timestamptz,
  delivered_ten_thousandths integer not null,
  subscribers_hit integer,
  sites_hit integer,
  exclusion_id uuid,
  primary key (run_id, number)
);

-- What some services had in common.
create table compensation.exposure (
  run_id uuid not null references compensation.run,
  number integer not null,
  interruptions integer[] not null,
  period_from date not null,
  period_to date not null,
  kind text not null,
  customer text not null,
  payment text not null,
  region text not null,
  remoteness text not null,
  time_zone text not null,
  bill_count smallint not null,
  services integer not null,
  line integer,
  seconds_down bigint,
  primary key (run_id, number)
);

-- The arithmetic of an exposure: for each scheme and benefit the shape and its whole numbers; null where nothing is owed.
create table compensation.line (
  run_id uuid not null references compensation.run,
  line integer not null,
  col smallint not null,
  minimum_shape smallint,
  minimum_slots bigint[] not null,
  recommended_shape smallint,
  recommended_slots bigint[] not null,
  maximum_shape smallint,
  maximum_slots bigint[] not null,
  outcome text,
  reason text,
  primary key (run_id, line, col)
);

-- Every service of a run with the money facts that were used.
create table compensation.assessed (
  run_id uuid not null,
  service_id bigint not null,
  period_from date not null,
  exposure integer not null,
  line integer not null,
  monthly_fee bigint not null,
  fee_before_discount bigint,
  -- The last three bills before the period, newest first; null where no scheme asks for them.
  bills bigint[],
  top_ups bigint not null,
  service_key text not null,
  area text,
  segment text,
  primary key (run_id, service_id, period_from)
);

-- What each service gets: three figures, what was posted before, and the difference that this run posts.
create table compensation.credit (
  run_id uuid not null,
  service_id bigint not null,
  period_from date not null,
  col smallint not null,
  minimum bigint not null,
  recommended bigint not null,
  maximum bigint not null,
  net bigint not null,
  due bigint not null,
  last_revision integer not null,
  corrects bigint,
  primary key (run_id, service_id, period_from, col)
);

create table compensation.exclusion (
  id uuid primary key default uuidv7(),
  outage_id uuid not null,
  service_id bigint,
  service_key text,
  cause text not null,
  decided_by text not null check (decided_by <> ''),
  reason text not null check (length(reason) >= 10),
  evidence text not null check (evidence <> ''),
  at timestamptz not null,
  actor text not null,
  withdrawn_at timestamptz,
  withdrawn_by text
);
create unique index on compensation.exclusion (outage_id, coalesce(service_id, 0)) where withdrawn_at is null;
