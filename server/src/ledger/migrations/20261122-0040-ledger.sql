create schema ledger;

-- The accounts, for whoever reads the database with SQL. What flows in is positive: the balance of customer-credit is owed to customers.
create table ledger.account (
  id smallint primary key,
  name text not null unique
);
insert into ledger.account (id, name) values
  (1, 'compensation-expense'),
  (2, 'goodwill-expense'),
  (3, 'customer-credit'),
  (4, 'payout-clearing'),
  (5, 'billed'),
  (6, 'lapsed');

-- Where the chain ends. Its lock is the queue of everybody who posts, so that numbers have no gaps and pages one order.
create table ledger.head (
  id boolean primary key default true check (id),
  page bigint not null,
  last_transfer bigint not null,
  digest bytea not null
);
insert into ledger.head (page, last_transfer, digest) values (0, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');

-- About a thousand transfers under one digest, which covers the digest before it.
create table ledger.page (
  number bigint primary key check (number > 0),
  first_transfer bigint not null check (first_transfer > 0),
  last_transfer bigint not null,
  entries bigint not null,
  previous bytea not null check (octet_length(previous) = 32),
  digest bytea not null check (octet_length(digest) = 32),
  check (last_transfer >= first_transfer),
  check (entries = 2 * (last_transfer - first_transfer + 1))
);

-- Texts contain no tab and no line feed, which separate them in the text that is digested. Schemes named like a kind belong to that kind.
create table ledger.transfer (
  id bigint constraint transfer_id primary key,
  page bigint not null,
  service_id bigint not null,
  amount bigint not null check (amount <> 0),
  reverses bigint,
  corrects bigint,
  posted_at timestamptz not null,
  run_id uuid,
  claim_until date,
  expires_on date,
  revision integer not null check (revision > 0),
  kind text not null,
  service_key text not null,
  unit text not null,
  scheme text not null,
  basis text not null,
  reason text,
  actor text not null,
  constraint transfer_once unique (service_id, scheme, basis, unit, revision),
  constraint transfer_kind check (
    case kind
      when 'credit' then amount > 0 and reverses is null
      when 'correction' then reverses is null
      when 'goodwill' then reverses is null
      when 'reversal' then reverses is not null
      when 'payout' then amount > 0 and reverses is null and scheme = 'payout'
      when 'billed' then amount > 0 and reverses is null and scheme = 'billed'
      when 'carried' then amount > 0 and reverses is null and scheme = 'carried'
      when 'expired' then amount > 0 and reverses is null and scheme = 'expired' and strpos(unit, ':') > 1
      else false
    end),
  constraint transfer_unit check (strpos(unit, ':') > 1 or unit ~ '^[A-Z]{3}$'),
  constraint transfer_text check (
    strpos(service_key, E'\t') = 0 and strpos(service_key, E'\n') = 0 and service_key <> ''
    and strpos(scheme, E'\t') = 0 and strpos(scheme, E'\n') = 0 and scheme <> ''
    and strpos(basis, E'\t') = 0 and strpos(basis, E'\n') = 0 and basis <> ''
    and strpos(unit, E'\t') = 0 and strpos(unit, E'\n') = 0
    and strpos(actor, E'\t') = 0 and strpos(actor, E'\n') = 0 and actor <> ''
    and (reason is null or (strpos(reason, E'\t') = 0 and strpos(reason, E'\n') = 0 and reason <> '')))
);
create unique index transfer_reversed_once on ledger.transfer (reverses) where reverses is not null;
create index transfer_by_run on ledger.transfer (run_id, id) where run_id is not null;
-- Benefits by the day until which they can be had; money has no place in it.
create index transfer_deadline on ledger.transfer (least(claim_until, expires_on)) where strpos(unit, ':') > 0;

-- Two per transfer, which sum to nothing. The service stands where the account is kept per customer.
create table ledger.entry (
  transfer_id bigint not null,
  service_id bigint,
  amount bigint not null check (amount <> 0),
  account smallint not null,
  constraint entry_id primary key (transfer_id, account),
  check ((account = 3) = (service_id is not null))
);

create function ledger.refuse() returns trigger language plpgsql as $$
begin
  raise exception 'ledger.% is immutable: % refused; post a reversal instead', tg_table_name, lower(tg_op)
    using errcode = 'restrict_violation';
end $$;

create trigger immutable before update or delete or truncate on ledger.transfer for each statement execute function ledger.refuse();
create trigger immutable before update or delete or truncate on ledger.entry for each statement execute function ledger.refuse();
create trigger immutable before update or delete or truncate on ledger.page for each statement execute function ledger.refuse();
create trigger immutable before update or delete or truncate on ledger.account for each statement execute function ledger.refuse();
create trigger immutable before delete or truncate on ledger.head for each statement execute function ledger.refuse();

-- Looks at a whole statement at once: entries balance, and none is added to a transfer whose page is closed.
create function ledger.check_entries() returns trigger language plpgsql as $$
declare wrong bigint;
begin
  select transfer_id into wrong from added group by transfer_id
    having sum(amount) <> 0 or count(*) <> 2 or transfer_id <= (select last_transfer from ledger.head) limit 1;
  if found then
    raise exception 'the entries of transfer % do not balance, or its page is closed', wrong using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger balanced after insert on ledger.entry referencing new table as added
  for each statement execute function ledger.check_entries();

create function ledger.check_head() returns trigger language plpgsql as $$
begin
  if new.page <= old.page or new.last_transfer <= old.last_transfer
    or not exists (select from ledger.page p where p.number = new.page and p.last_transfer = new.last_transfer and p.digest = new.digest)
  then
    raise exception 'the head of the ledger only moves forward, onto its last page' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger forward before update on ledger.head for each row execute function ledger.check_head();
