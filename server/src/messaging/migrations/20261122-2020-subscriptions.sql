-- The key from which the links and codes in messages are made, sealed. There is one.
create table messaging.token_key (
  is_only boolean primary key default true check (is_only),
  sealed bytea not null
);

-- Somebody wants an address to be told of outages that nobody has shown to be his yet. What opens it is made from its id, and not kept.
create table messaging.proof (
  id uuid primary key,
  -- Whose contact it becomes; null: it becomes a subscription to a place.
  customer_id bigint,
  scope text check (scope in ('everything', 'area', 'service', 'outage')),
  scope_key text check (scope is not null and (scope_key is null) = (scope = 'everything') or scope is null and scope_key is null),
  channel messaging.channel_kind not null check (channel <> 'webhook'),
  -- null: the chat from which the answer comes is the address.
  address text check ((address is null) = (channel = 'telegram')),
  language text not null,
  time_zone text not null,
  tries smallint not null default 0,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  check ((customer_id is null) = (scope is not null))
);
create index proof_late on messaging.proof (expires_at);
create index proof_of_customer on messaging.proof (customer_id) where customer_id is not null;

-- How often something was asked within a stretch of time: from an address, for a contact, by a channel.
create table messaging.attempt (
  subject text not null,
  seconds integer not null,
  began_at timestamptz not null,
  times integer not null,
  primary key (subject, seconds)
);
create index attempt_old on messaging.attempt (began_at);

create index message_of_subscription on messaging.message (subscription_id, id) where subscription_id is not null;
-- What has lost its address because it is old is not looked at again.
create index message_old on messaging.message (updated_at) where address <> '' and state not in ('waiting', 'sending', 'doubtful');
create index subscription_latest on messaging.subscription (asked_at desc, id desc);
