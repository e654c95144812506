-- How billers are spoken to. Settings name secrets and never hold them.
create table ledger.payout_channel (
  name text primary key,
  revision integer not null default 1,
  title text not null,
  form text not null check (form in ('request', 'file')),
  settings jsonb not null,
  units text[] not null check (cardinality(units) > 0),
  text text not null,
  largest text,
  per_minute integer check (per_minute > 0),
  settling_seconds integer not null check (settling_seconds >= 0),
  rest text not null check (rest in ('stays', 'asked-again')),
  stopped text,
  next_send_at timestamptz not null default '-infinity'
);

-- By which account, bucket or wallet a biller knows a service; without a row it is the service's own key.
create table ledger.payout_address (
  channel text not null references ledger.payout_channel on delete cascade,
  service_key text not null,
  address text not null check (address <> ''),
  primary key (channel, service_key)
);

-- A file as it was handed out. The bytes stay, so that it can be fetched again and compared with what the biller loaded.
create table ledger.payout_batch (
  id uuid primary key default uuidv7(),
  number bigint generated always as identity unique,
  channel text not null references ledger.payout_channel,
  settings jsonb not null,
  text text not null,
  file text not null,
  row_count integer not null check (row_count > 0),
  sums jsonb not null,
  sha256 bytea not null check (octet_length(sha256) = 32),
  content bytea not null,
  created_at timestamptz not null,
  actor text not null
);
create index payout_batch_by_channel on ledger.payout_batch (channel, number);

-- One request for one credit. Its key is the same for ever, whichever way and however often it is sent.
create table ledger.payout (
  id uuid primary key default uuidv7(),
  key uuid not null unique,
  channel text not null references ledger.payout_channel,
  form text not null check (form in ('request', 'file')),
  state text not null check (state in ('requested', 'sending', 'unknown', 'waiting-for-person', 'accepted', 'rejected', 'billed', 'withdrawn')),
  service_id bigint not null,
  service_key text not null,
  address text not null check (address <> ''),
  unit text not null,
  amount bigint not null check (amount > 0),
  purpose text not null,
  run_id uuid,
  follows uuid references ledger.payout,
  text text not null,
  requested_at timestamptz not null,
  -- When it is to be looked at next; while somebody works on it, when they are presumed dead.
  due_at timestamptz not null,
  attempts integer not null default 0,
  sends integer not null default 0,
  asks integer not null default 0,
  last_sent_at timestamptz,
  batch_id uuid references ledger.payout_batch,
  reference text,
  reason text,
  accepted_at timestamptz,
  -- How often the biller booked it, as far as it was asked.
  booked_times integer not null default 1,
  seen bigint not null default 0 check (seen >= 0),
  billed bigint not null default 0 check (billed >= 0),
  carried bigint not null default 0 check (carried >= 0),
  -- When the ledger was told that it was accepted, and what of it was billed; many at once, because all who post queue for its end.
  posted_at timestamptz,
  settled_at timestamptz,
  posting_problem text,
  check (billed + carried <= amount),
  check ((state in ('accepted', 'billed')) = (accepted_at is not null)),
  check (state <> 'billed' or billed + carried = amount),
  check (posted_at is null or accepted_at is not null),
  check (settled_at is null or (posted_at is not null and state = 'billed'))
);
create index payout_due on ledger.payout (due_at, id) where form = 'request' and state in ('requested', 'sending', 'unknown');
create index payout_to_post on ledger.payout (id) where accepted_at is not null and posted_at is null;
create index payout_to_settle on ledger.payout (id) where state = 'billed' and settled_at is null;
create index payout_by_channel on ledger.payout (channel, state, id);
create index payout_by_service on ledger.payout (service_id, unit);
create index payout_by_run on ledger.payout (run_id) where run_id is not null;
create index payout_by_batch on ledger.payout (batch_id) where batch_id is not null;

-- What was tried: the row is committed before anything leaves the house. What came of it is a row of its own; without one, it is unknown.
create table ledger.payout_attempt (
  payout_id uuid not null references ledger.payout,
  number integer not null check (number > 0),
  kind text not null check (kind in ('send', 'ask', 'file', 'person')),
  address text not null,
  batch_id uuid references ledger.payout_batch,
  started_at timestamptz not null,
  actor text not null,
  primary key (payout_id, number)
);
create index payout_attempt_by_batch on ledger.payout_attempt (batch_id) where batch_id is not null;
create table ledger.payout_outcome (
  payout_id uuid not null,
  number integer not null,
  ended_at timestamptz not null,
  outcome text not null,
  detail text,
  primary key (payout_id, number),
  foreign key (payout_id, number) references ledger.payout_attempt
);

-- Each answer to a file once.
create table ledger.payout_answer (
  batch_id uuid not null references ledger.payout_batch,
  sha256 bytea not null,
  received_at timestamptz not null,
  actor text not null,
  primary key (batch_id, sha256)
);

-- A credit as a bill showed it, whether we asked for it or not.
create table ledger.bill_credit (
  id bigint generated always as identity primary key,
  channel text not null references ledger.payout_channel,
  line text not null,
  bill text not null,
  billed_on date not null,
  key uuid,
  reference text,
  address text not null,
  unit text not null,
  amount bigint not null check (amount > 0),
  payout_id uuid references ledger.payout,
  seen_at timestamptz not null,
  unique (channel, line)
);
create index bill_credit_by_payout on ledger.bill_credit (payout_id) where payout_id is not null;
create index bill_credit_unmatched on ledger.bill_credit (channel, seen_at) where payout_id is null;

create trigger immutable before update or delete or truncate on ledger.payout_attempt for each statement execute function ledger.refuse();
create trigger immutable before update or delete or truncate on ledger.payout_outcome for each statement execute function ledger.refuse();
create trigger immutable before update or delete or truncate on ledger.payout_batch for each statement execute function ledger.refuse();
create trigger immutable before update or delete or truncate on ledger.payout_answer for each statement execute function ledger.refuse();

-- What is asked for stays what it is; only where it is sent to and what became of it changes.
create function ledger.check_payout() returns trigger language plpgsql as $$
begin
  if (new.id, new.key, new.channel, new.service_id, new.unit, new.amount, new.purpose, new.text, new.requested_at)
    is distinct from (old.id, old.key, old.channel, old.service_id, old.unit, old.amount, old.purpose, old.text, old.requested_at)
  then
    raise exception 'what payout % asks for cannot be changed', old.id using errcode = 'restrict_violation';
  end if;
  if old.accepted_at is not null and new.accepted_at is null then
    raise exception 'payout % was accepted', old.id using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger steadfast before update on ledger.payout for each row execute function ledger.check_payout();
create trigger kept before delete or truncate on ledger.payout for each statement execute function ledger.refuse();
