create schema webhooks;

create table webhooks.endpoint (
  id uuid primary key default uuidv7(),
  url text not null,
  -- Types of events; `{*}` is all.
  events text[] not null check (cardinality(events) > 0),
  description text not null,
  disabled text check (disabled in ('by-hand', 'failing')),
  -- Failures since the last success: when they began, how many, and until when nothing is sent because of them.
  failing_since timestamptz,
  failures integer not null default 0,
  rests_until timestamptz,
  revision integer not null default 1,
  created_at timestamptz not null,
  removed_at timestamptz,
  check (removed_at is null or disabled is not null),
  check ((failing_since is null) = (failures = 0))
);
create index on webhooks.endpoint (id) where removed_at is null;

create table webhooks.secret (
  id uuid primary key default uuidv7(),
  endpoint_id uuid not null references webhooks.endpoint on delete cascade,
  sealed bytea not null,
  created_at timestamptz not null,
  -- null: the one in force; set when it was rotated.
  expires_at timestamptz
);
create index on webhooks.secret (endpoint_id);
create unique index on webhooks.secret (endpoint_id) where expires_at is null;

-- One event for one endpoint, under one id for ever.
create table webhooks.delivery (
  id uuid primary key default uuidv7(),
  endpoint_id uuid not null references webhooks.endpoint,
  -- null: a test.
  event_id bigint,
  type text not null,
  subject text not null,
  data jsonb not null,
  happened_at timestamptz not null,
  created_at timestamptz not null,
  state text not null check (state in ('waiting', 'sending', 'delivered', 'dead')),
  -- Waiting: when it is to be sent. Sending: when whoever sends it is given up.
  due_at timestamptz,
  attempts integer not null default 0,
  -- Since it was last queued, by its event or by hand: how often it was tried, and since when.
  tries integer not null default 0,
  queued_at timestamptz not null,
  reason text,
  delivered_at timestamptz,
  ended_at timestamptz,
  check ((due_at is null) = (state in ('delivered', 'dead'))),
  check ((ended_at is null) = (state in ('waiting', 'sending')))
);
-- The listener may run twice; an endpoint hears of an event once.
create unique index on webhooks.delivery (event_id, endpoint_id) where event_id is not null;
create index delivery_due on webhooks.delivery (endpoint_id, due_at) where state in ('waiting', 'sending');
create index delivery_under_way on webhooks.delivery (endpoint_id) where state = 'sending';
create index delivery_dead on webhooks.delivery (endpoint_id) where state = 'dead';
create index on webhooks.delivery (endpoint_id, id);
create index on webhooks.delivery (state, id);
create index on webhooks.delivery (type, id);
create index on webhooks.delivery (ended_at) where ended_at is not null;

-- Written before anything is sent, so that a process that dies leaves an attempt without an outcome.
create table webhooks.attempt (
  delivery_id uuid not null references webhooks.delivery on delete cascade,
  number integer not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  outcome text check (outcome in ('delivered', 'refused', 'no-answer', 'not-sent', 'vanished')),
  status smallint,
  reason text,
  response text,
  primary key (delivery_id, number),
  check ((ended_at is null) = (outcome is null))
);
