create schema messaging;

-- A way to a provider, as somebody configured it. Secrets stand in the environment, by the names that `settings` says.
create table messaging.channel (
  name text primary key check (name ~ '^[a-z][a-z0-9-]{0,39}$'),
  kind text not null unique check (kind in ('email', 'sms', 'push')),
  settings jsonb not null,
  -- null: as fast as it goes.
  per_second real check (per_second > 0),
  -- Hand-overs at once.
  at_once smallint not null default 10 check (at_once between 1 and 1000),
  -- Up to when the limit is used up; more than a moment ahead nothing is taken.
  paced_until timestamptz,
  -- Why nothing is sent, if nothing is.
  stopped text,
  revision integer not null default 1
);

-- One telling of what was said of an outage, kept as it was said.
create table messaging.notice (
  id uuid primary key default uuidv7(),
  outage_id uuid not null,
  kind text not null check (kind in ('first', 'update', 'etr', 'restored', 'retracted', 'planned', 'reminder', 'credit')),
  version integer not null check (version > 0),
  statement jsonb not null,
  state text not null check (state in ('held', 'released', 'cancelled')),
  -- Held: when it goes out by itself; null: only by a person.
  release_at timestamptz,
  actor text not null,
  created_at timestamptz not null,
  released_at timestamptz,
  -- What happened, where nobody asked for it by hand: heard twice it is told once.
  event_id bigint unique,
  unique (outage_id, version),
  check ((state = 'released') = (released_at is not null)),
  check (release_at is null or state = 'held')
);
create index notice_due on messaging.notice (release_at) where state = 'held';

-- One notice to one person. `customer_id` without a foreign key, as everywhere in tables of millions of rows.
create table messaging.message (
  id bigint generated always as identity primary key,
  notice_id uuid not null references messaging.notice,
  customer_id bigint not null,
  -- What goes first when there is more than can go: 0 is who hears of an outage for the first time.
  lane smallint not null check (lane between 0 and 3),
  -- 0 is the first channel that was tried for this person; each that failed is followed by the next.
  position smallint not null default 0,
  channel text not null check (channel in ('email', 'sms', 'push')),
  address text not null,
  language text not null,
  time_zone text not null,
  state text not null default 'waiting'
    check (state in ('waiting', 'sending', 'doubtful', 'sent', 'delivered', 'read', 'failed', 'cancelled')),
  not_before timestamptz not null,
  attempts smallint not null default 0,
  -- Sending: when whoever has it is given up.
  lease_until timestamptz,
  -- What the provider calls it, for its receipts.
  provider_id text,
  reason text,
  updated_at timestamptz not null,
  -- However often an audience is worked out, a person is told once.
  unique (notice_id, customer_id, position),
  check ((lease_until is null) = (state <> 'sending'))
);
create index message_due on messaging.message (channel, lane, not_before, id) where state = 'waiting';
create index message_under_way on messaging.message (lease_until) where state = 'sending';
create index message_receipt on messaging.message (channel, provider_id) where provider_id is not null;

-- Who wants no more messages at an address. It is looked at when a message is taken to be sent, not only when it is made.
create table messaging.stop (
  channel text not null check (channel in ('email', 'sms', 'push')),
  -- As it is compared: e-mail in lower case, telephone numbers as digits.
  address text not null,
  at timestamptz not null,
  primary key (channel, address)
);
