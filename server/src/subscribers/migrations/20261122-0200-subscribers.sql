create schema subscribers;

create table subscribers.customer (
  id bigint generated always as identity primary key,
  key text not null unique check (key <> ''),
  kind text not null default 'consumer' check (kind in ('consumer', 'small-business', 'business')),
  name text,
  language text,
  segment text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  erased_at timestamptz
);

create table subscribers.contact (
  id bigint generated always as identity primary key,
  customer_id bigint not null references subscribers.customer,
  channel text not null check (channel in ('email', 'sms', 'phone', 'letter', 'push')),
  address text not null,
  preferred boolean not null default false,
  revision integer not null default 1,
  updated_at timestamptz not null,
  unique (customer_id, channel, address)
);

create table subscribers.consent (
  id bigint generated always as identity primary key,
  customer_id bigint not null references subscribers.customer,
  purpose text not null,
  channel text not null check (channel in ('email', 'sms', 'phone', 'letter', 'push')),
  granted_at timestamptz not null,
  withdrawn_at timestamptz check (withdrawn_at >= granted_at),
  source text,
  revision integer not null default 1,
  updated_at timestamptz not null,
  unique (customer_id, purpose, channel, granted_at)
);

-- Ids of elements, customers and services are kept without foreign keys in tables of millions of rows, where each check would cost more
-- than the row. They are right because imports find them by join and because neither elements, customers nor services can be removed.
create table subscribers.service (
  id bigint generated always as identity primary key,
  key text not null unique check (key <> ''),
  customer_id bigint not null,
  kind text not null check (kind in ('internet', 'voice', 'mobile', 'tv', 'hosting', 'leased-line', 'electricity')),
  element_id bigint,
  position integer,
  area text,
  region text,
  remoteness text check (remoteness in ('urban', 'rural', 'remote')),
  time_zone text,
  payment text not null default 'postpaid' check (payment in ('postpaid', 'prepaid')),
  cycle_day smallint not null default 1 check (cycle_day between 1 and 28),
  segment text,
  login text,
  since date,
  until date check (until >= since),
  currency char(3) not null,
  updated_at timestamptz not null
);
create index service_customer on subscribers.service (customer_id);
-- What counting below an element reads, and nothing else.
create index service_position on subscribers.service (position) include (kind, segment, since, until);
create index service_area on subscribers.service (area text_pattern_ops);
create index service_login on subscribers.service (login) where login is not null;

create table subscribers.terms (
  service_id bigint not null,
  valid_from date not null,
  plan text,
  monthly_fee bigint not null check (monthly_fee >= 0),
  fee_before_discount bigint check (fee_before_discount >= 0),
  primary key (service_id, valid_from)
);

create table subscribers.bill (
  service_id bigint not null,
  period_from date not null,
  period_to date not null check (period_to > period_from),
  amount bigint not null,
  key text,
  seen_credit bigint,
  primary key (service_id, period_from)
);

create table subscribers.top_up (
  key text primary key,
  service_id bigint not null,
  at date not null,
  amount bigint not null
);
create index top_up_service on subscribers.top_up (service_id, at);

create table subscribers.session (
  id text primary key,
  service_id bigint,
  login text,
  nas inet,
  port text,
  started_at timestamptz not null,
  stopped_at timestamptz check (stopped_at >= started_at),
  terminate_cause text,
  -- The last instant at which the session was heard of.
  updated_at timestamptz not null
);
create index session_service on subscribers.session (service_id, started_at) include (stopped_at, updated_at);
create index session_login on subscribers.session (login) where service_id is null;

-- Until when sessions are known at all: silence after that instant says nothing.
create table subscribers.session_horizon (
  only_one boolean primary key default true check (only_one),
  seen_until timestamptz not null
);

create trigger customer_stays before delete on subscribers.customer for each statement execute function network.refuse_removal();
create trigger service_stays before delete on subscribers.service for each statement execute function network.refuse_removal();

-- A service's position is a copy of its element's; whatever moves elements moves the services in the same transaction. The old position
-- finds them by an index; those of an element that had none, because it was retired, are found by a scan.
create function subscribers.follow_elements() returns trigger language plpgsql as $$
begin
  update subscribers.service s set position = n.position
  from new_rows n join old_rows o on o.id = n.id
  where n.position is distinct from o.position and s.position = o.position;
  if exists (select from new_rows n join old_rows o on o.id = n.id where o.position is null and n.position is not null) then
    update subscribers.service s set position = n.position
    from new_rows n join old_rows o on o.id = n.id
    where o.position is null and n.position is not null and s.element_id = n.id and s.position is null;
  end if;
  return null;
end $$;
create trigger element_moved after update on network.element
  referencing old table as old_rows new table as new_rows for each statement execute function subscribers.follow_elements();
