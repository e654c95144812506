create schema portal;

-- Somebody asked for a code, known or not. The contact is taken away as soon as it was looked up.
create table portal.challenge (
  digest bytea primary key check (octet_length(digest) = 32),
  contact text,
  language text not null check (language in ('en', 'id', 'pl')),
  salt bytea not null check (octet_length(salt) = 16),
  tries smallint not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index on portal.challenge (expires_at);

-- One code per customer whom the contact reaches: which of them signs in is said by the code.
create table portal.code (
  challenge bytea not null references portal.challenge on delete cascade,
  customer_id bigint not null,
  digest bytea not null check (octet_length(digest) = 32),
  primary key (challenge, customer_id)
);
create index on portal.code (customer_id);

create table portal.session (
  id uuid primary key default uuidv7(),
  digest bytea not null unique check (octet_length(digest) = 32),
  customer_id bigint not null,
  method text not null check (method in ('code', 'provider')),
  agent text,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_why text check (ended_why in ('signed-out', 'everywhere', 'expired', 'erased')),
  check ((ended_at is null) = (ended_why is null))
);
create index on portal.session (customer_id) where ended_at is null;

-- How often something was done within a stretch of time: by an address, for a contact, by a customer.
create table portal.attempt (
  subject text not null,
  seconds integer not null,
  began_at timestamptz not null,
  times integer not null,
  primary key (subject, seconds)
);

-- Somebody who was sent to the operator's own sign-in and should come back.
create table portal.visit (
  state_digest bytea primary key check (octet_length(state_digest) = 32),
  browser_digest bytea not null check (octet_length(browser_digest) = 32),
  nonce text not null,
  verifier text not null,
  expires_at timestamptz not null
);

-- What would have been sent, while no channel is connected. Its rows go with their codes.
create table portal.outbox (
  id uuid primary key default uuidv7(),
  customer_id bigint not null,
  channel text not null,
  address text not null,
  text text not null,
  at timestamptz not null,
  expires_at timestamptz not null
);
create index on portal.outbox (customer_id);
