create schema messaging;

create domain messaging.channel_kind as text check (value in ('sms', 'email', 'push', 'whatsapp', 'telegram', 'webhook'));

-- An address as it is compared: e-mail in lower case, telephone numbers as their digits, others as they are: a messenger may call somebody
-- by letters.
create function messaging.compared(channel text, address text) returns text language sql immutable parallel safe as $$
  select case when channel = 'email' then lower(trim(address))
    when channel in ('sms', 'whatsapp') and address !~ '[A-Za-z]' then regexp_replace(regexp_replace(address, '[^0-9]', '', 'g'), '^00', '') else address end
$$;

-- A way to a provider, as somebody configured it. Secrets stand in the environment, by the names that `settings` says.
create table messaging.channel (
  name text primary key check (name ~ '^[a-z][a-z0-9-]{0,39}$'),
  kind messaging.channel_kind not null unique,
  settings jsonb not null,
  -- null: as fast as it goes.
  per_second real check (per_second > 0),
  -- Hand-overs at once.
  at_once smallint not null default 10 check (at_once between 1 and 1000),
  -- Of one message, of an SMS of each of its parts; null: nothing is said of what it costs.
  price numeric(12, 6) check (price >= 0),
  currency text check (currency ~ '^[A-Z]{3}$'),
  -- Up to when the limit is used up; more than a moment ahead nothing is taken.
  paced_until timestamptz,
  -- Since when it takes nothing from anybody; null: it works, for all that is known.
  troubled_since timestamptz,
  -- Why it took nothing from anybody the last time.
  trouble text,
  -- Why nothing is sent, if nothing is.
  stopped text,
  -- It was open once: what comes in by it is heard also while nothing is sent.
  listening boolean not null default false,
  revision integer not null default 1,
  check ((price is null) = (currency is null)),
  check ((trouble is null) = (troubled_since is null))
);

-- One telling of what was said of an outage, kept as it was said.
create table messaging.notice (
  id uuid primary key default uuidv7(),
  -- null: it tells of credits, which may be for many outages.
  outage_id uuid,
  kind text not null check (kind in ('first', 'update', 'etr', 'restored', 'reopened', 'retracted', 'planned', 'reminder', 'credit')),
  -- Of credits: the run that gave them, and the outages for which it did.
  run_id uuid,
  outage_ids uuid[],
  version integer not null check (version > 0),
  statement jsonb not null,
  state text not null check (state in ('held', 'released', 'cancelled')),
  -- Held: when it goes out by itself; null: only by a person.
  release_at timestamptz,
  actor text not null,
  created_at timestamptz not null,
  released_at timestamptz,
  -- Held: `{language, channel, fact}` where it was due and a fact without which it is not said was not there.
  unsaid jsonb,
  -- What happened, where nobody asked for it by hand: heard twice it is told once.
  event_id bigint unique,
  revision integer not null default 1,
  unique (outage_id, version),
  check ((state = 'released') = (released_at is not null)),
  check (release_at is null or state = 'held'),
  check (unsaid is null or state = 'held'),
  check (kind = 'credit' or outage_id is not null),
  check (run_id is null or kind = 'credit'),
  check ((run_id is null) = (outage_ids is null))
);
-- A story has one beginning.
create unique index notice_beginning on messaging.notice (outage_id) where kind in ('first', 'planned') and state <> 'cancelled';
create index notice_due on messaging.notice (release_at) where state = 'held';
-- However often it is heard that a run was posted, its credits are told once.
create unique index notice_of_run on messaging.notice (run_id) where kind = 'credit';
create index notice_of_outages on messaging.notice using gin (outage_ids) where outage_ids is not null;

-- Who asked to be told of a place, a service or everything, without being a customer, or besides it.
create table messaging.subscription (
  id uuid primary key default uuidv7(),
  scope text not null check (scope in ('everything', 'area', 'service', 'outage')),
  -- The key of an area or a service, or the id of an outage.
  scope_key text check ((scope_key is null) = (scope = 'everything')),
  channel messaging.channel_kind not null,
  address text not null,
  language text not null,
  time_zone text not null,
  -- Of a webhook: how what it gets is written.
  format text check (format in ('pulih', 'slack', 'teams', 'x', 'facebook', 'instagram')),
  -- Of a webhook: a person looks at each message before it goes.
  drafted boolean not null default false,
  state text not null check (state in ('confirmed', 'ended')),
  asked_at timestamptz not null,
  confirmed_at timestamptz,
  ended_at timestamptz,
  -- Who made it, where it was not whoever gets it.
  actor text,
  check ((format is null) = (channel <> 'webhook')),
  check (state <> 'confirmed' or confirmed_at is not null),
  check ((state = 'ended') = (ended_at is not null))
);
create unique index subscription_once on messaging.subscription (channel, messaging.compared(channel, address), scope, coalesce(scope_key, ''))
  where state <> 'ended';

-- How a customer wants to be told, as far as he said so.
create table messaging.preference (
  customer_id bigint primary key,
  -- In the order in which they are tried; null: as the operator does it.
  channels text[],
  language text,
  -- Where he lives; the same twice is never.
  quiet_from time,
  quiet_to time,
  time_zone text,
  updated_at timestamptz not null,
  revision integer not null default 1,
  check ((quiet_from is null) = (quiet_to is null))
);

-- One thing that one person gets through one channel. `customer_id` without a foreign key, as everywhere in tables of millions of rows.
create table messaging.message (
  id bigint generated always as identity primary key,
  -- What it tells; null: it is an answer, a code, or something else for this person alone, of which `origin` says what.
  notice_id uuid references messaging.notice,
  customer_id bigint,
  subscription_id uuid references messaging.subscription,
  origin text unique,
  -- What goes first when there is more than can go: 0 is who waits for an answer, 1 who hears of an outage for the first time.
  lane smallint not null check (lane between 0 and 4),
  -- 0 is the first channel that was tried for this person; each that failed is followed by the next.
  position smallint not null default 0,
  channel messaging.channel_kind not null,
  address text not null,
  language text not null,
  time_zone text not null,
  -- `{subject, text}` where they are not made from the statement.
  words jsonb,
  -- What of it is this person's own: what he is credited with, and why.
  facts jsonb,
  -- Its words must not be kept once it is sent.
  secret boolean not null default false,
  -- A digest of what it says, to see whether another says something new.
  content text,
  state text not null default 'waiting'
    check (state in ('waiting', 'sending', 'doubtful', 'sent', 'delivered', 'read', 'failed', 'cancelled')),
  -- Waiting: a person has to let it go.
  drafted boolean not null default false,
  not_before timestamptz not null,
  -- After this it is of no use.
  expires_at timestamptz,
  -- Somebody handed it over once, or may have, and nobody knows what came of that: whatever it becomes, its person may have heard it.
  perhaps_out boolean not null default false,
  attempts smallint not null default 0,
  -- How often somebody took it: what came of one taking is never written down of another.
  takings integer not null default 0,
  -- Sending: when whoever has it is given up.
  lease_until timestamptz,
  -- What the provider calls it, for its receipts.
  provider_id text,
  -- What was counted for its price: the parts of an SMS.
  parts smallint,
  reason text,
  sent_at timestamptz,
  updated_at timestamptz not null,
  -- However often an audience is worked out, a person is told once.
  unique (notice_id, customer_id, position),
  unique (notice_id, subscription_id, position),
  check ((lease_until is null) = (state <> 'sending')),
  check ((notice_id is null) = (origin is not null)),
  check (notice_id is not null or words is not null),
  check (num_nonnulls(customer_id, subscription_id) <= 1)
);
create index message_due on messaging.message (channel, lane, not_before, id) where state = 'waiting' and not drafted;
-- What comes too late.
create index message_late on messaging.message (expires_at) where state = 'waiting' and expires_at is not null;
create index message_under_way on messaging.message (lease_until) where state = 'sending';
create index message_receipt on messaging.message (channel, provider_id) where provider_id is not null;
-- Lists of a notice.
create index message_of_notice on messaging.message (notice_id, id) where notice_id is not null;
create index message_of_customer on messaging.message (customer_id, id) where customer_id is not null;
create index message_secret on messaging.message (expires_at) where secret and words ->> 'text' <> '';
-- What waits for a person, and how much of it there is by each channel.
create index message_doubtful on messaging.message (id) include (channel) where state = 'doubtful';
create index message_drafted on messaging.message (id) where state = 'waiting' and drafted;
create index message_failed on messaging.message (channel, updated_at) where state = 'failed';

-- Addresses at which nobody is told any more, because he wants no more or because nobody is there. It is looked at when a message is taken to be sent, not only when it is made.
create table messaging.stop (
  channel messaging.channel_kind not null,
  -- As `messaging.compared` writes it.
  address text not null,
  at timestamptz not null,
  why text not null default 'asked' check (why in ('asked', 'gone')),
  primary key (channel, address)
);

-- Whatever a provider brought, as it came, kept before it is acknowledged: what it means is worked out afterwards, and again after a mistake.
create table messaging.arrival (
  id bigint generated always as identity primary key,
  channel text not null,
  adapter text not null,
  -- The same for the same thing, so that what comes twice is kept once.
  key text not null,
  content_type text not null,
  headers jsonb not null,
  body bytea not null,
  received_at timestamptz not null,
  state text not null default 'new' check (state in ('new', 'understood', 'not-understood')),
  -- New: when it is looked at; a receipt may come before we know what the provider calls its message.
  look_at timestamptz not null,
  reason text,
  unique (channel, key)
);
-- What nobody has looked at yet goes before what is looked at again.
create index arrival_new on messaging.arrival ((reason is not null), look_at, id) where state = 'new';
-- Whoever forgets finds what is old without looking at all of it.
create index stop_gone on messaging.stop (at) where why = 'gone';
create index arrival_old on messaging.arrival (received_at);

-- What somebody wrote to us.
create table messaging.inbound (
  id bigint generated always as identity primary key,
  arrival_id bigint not null references messaging.arrival on delete cascade,
  channel messaging.channel_kind not null,
  address text not null,
  -- What the provider calls it.
  provider_id text not null,
  subject text,
  text text not null,
  at timestamptz not null,
  -- What was understood, if it was one of the words that we know.
  keyword text check (keyword in ('stop', 'start', 'status', 'help', 'outage')),
  -- It says of itself that no person wrote it: nothing is answered.
  automatic boolean not null default false,
  -- Why it was not answered although we know the word: he wrote too often, or the channel's answers of the day were used up.
  unanswered text check (unanswered in ('too-often', 'too-many')),
  unique (channel, provider_id)
);
create index inbound_of_arrival on messaging.inbound (arrival_id);
create index inbound_reports on messaging.inbound (id) where keyword = 'outage';
create index inbound_of_address on messaging.inbound (channel, messaging.compared(channel, address), id);

-- Since when somebody is in a conversation with us: some providers let us write freely only for a while after that.
create table messaging.conversation (
  channel messaging.channel_kind not null,
  address text not null,
  wrote_at timestamptz not null,
  primary key (channel, address)
);
create index conversation_old on messaging.conversation (wrote_at);

-- Whom a person telephoned because of an outage, and what came of it last.
create table messaging.call (
  outage_id uuid not null,
  customer_id bigint not null,
  outcome text not null check (outcome in ('reached', 'not-there', 'wrong-number')),
  actor text not null,
  at timestamptz not null,
  primary key (outage_id, customer_id)
);
create index call_old on messaging.call (at);
create index call_of_customer on messaging.call (customer_id);
create index subscription_ended on messaging.subscription (ended_at) where state = 'ended' and address not like 'erased:%';
