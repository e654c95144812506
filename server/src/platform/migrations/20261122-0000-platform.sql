create schema platform;

create table platform.setting (
  name text primary key,
  value jsonb not null,
  revision integer not null default 1,
  changed_at timestamptz not null,
  changed_by text not null
);

create table platform.setting_history (
  name text not null,
  revision integer not null,
  value jsonb not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (name, revision)
);

-- The answer to a request with an Idempotency-Key, written in the transaction of its effects.
create table platform.idempotency (
  actor text not null,
  key text not null,
  digest bytea not null,
  status smallint,
  -- As text: a repetition gets the same bytes.
  reply text,
  headers jsonb,
  created_at timestamptz not null,
  primary key (actor, key)
);
create index on platform.idempotency (created_at);

-- What happened, written in the transaction in which it did.
create table platform.event (
  id bigint generated always as identity primary key,
  type text not null,
  subject text not null,
  data jsonb not null,
  actor text not null,
  at timestamptz not null
);
create index on platform.event (subject, id);

-- Which listener has dealt with which event.
create table platform.heard (
  event bigint not null references platform.event,
  listener text not null,
  at timestamptz not null,
  primary key (event, listener)
);

-- Processes that do jobs. One that stops beating is dead, and what it had begun is given to others.
create table platform.process (
  id uuid primary key,
  workers text[] not null,
  heartbeat_at timestamptz not null
);
