create schema identity;

create table identity.staff (
  id uuid primary key default uuidv7(),
  -- Always lower case, so that nobody can look like somebody else.
  login text not null unique check (login = lower(login) and login <> ''),
  name text not null,
  roles text[] not null,
  -- `claim`: what the OpenID provider says at each sign-in; `hand`: what a colleague with `identity.manage` says.
  roles_by text not null default 'hand' check (roles_by in ('hand', 'claim')),
  -- null: signs in through the OpenID provider only.
  password_hash text,
  password_changed_at timestamptz,
  -- A password that somebody else has seen allows nothing but changing it.
  password_temporary boolean not null default false,
  totp_secret bytea,
  totp_confirmed_at timestamptz,
  -- The step of the last accepted code: neither it nor an earlier one is accepted again.
  totp_last_step bigint,
  revision integer not null default 1,
  created_at timestamptz not null,
  disabled_at timestamptz,
  check (totp_confirmed_at is null or totp_secret is not null)
);

create table identity.recovery_code (
  staff_id uuid not null references identity.staff,
  digest bytea not null,
  used_at timestamptz,
  primary key (staff_id, digest)
);

-- Whom the OpenID provider means by a subject. Never by an e-mail address, which can change hands.
create table identity.external_account (
  issuer text not null,
  subject text not null,
  staff_id uuid not null references identity.staff,
  linked_at timestamptz not null,
  primary key (issuer, subject)
);
create index on identity.external_account (staff_id);

create table identity.session (
  id uuid primary key default uuidv7(),
  -- SHA-256 of the token; the token itself is only in the browser.
  digest bytea not null unique,
  staff_id uuid not null references identity.staff,
  method text not null check (method in ('password', 'password-and-code', 'recovery-code', 'provider')),
  agent text not null,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_why text check (ended_why in ('signed-out', 'revoked', 'password-changed', 'disabled', 'expired')),
  check ((ended_at is null) = (ended_why is null))
);
create index on identity.session (staff_id, started_at);
create index on identity.session (expires_at) where ended_at is null;

-- The password was right; a code is still wanted.
create table identity.code_wanted (
  digest bytea primary key,
  staff_id uuid not null references identity.staff,
  expires_at timestamptz not null
);
create index on identity.code_wanted (expires_at);

-- Failed attempts by what was tried (`account:<digest of the login>`, whether it exists or not) and from where (`address:…`).
create table identity.attempt (
  subject text primary key,
  failures integer not null,
  last_at timestamptz not null,
  locked_until timestamptz
);
create index on identity.attempt (last_at);

-- A visit to the OpenID provider that has not come back yet.
create table identity.visit (
  state_digest bytea primary key,
  -- SHA-256 of what the browser that began it holds in a cookie: nobody can finish what another began.
  browser_digest bytea not null,
  nonce text not null,
  verifier text not null,
  -- Who links an account to an existing sign-in; null: somebody signs in.
  linking uuid references identity.staff,
  return_to text not null,
  expires_at timestamptz not null
);
create index on identity.visit (expires_at);

create table identity.api_key (
  id uuid primary key default uuidv7(),
  name text not null,
  -- The beginning of the key, by which people recognise it.
  prefix text not null,
  digest bytea not null unique,
  staff_id uuid not null references identity.staff,
  scopes text[] not null check (cardinality(scopes) > 0),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);
create index on identity.api_key (staff_id);

-- Who did what to what, each row chained to the one before by its digest. Identifiers only.
create table identity.audit (
  number bigint primary key,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  detail jsonb not null,
  previous bytea not null,
  digest bytea not null
);
create index on identity.audit (subject, number);
create index on identity.audit (actor, number);
create index on identity.audit (action, number);
create index on identity.audit (at, number);

-- The end of the chain: one row, for which all writers queue.
create table identity.audit_head (
  single boolean primary key default true check (single),
  number bigint not null,
  digest bytea not null
);
insert into identity.audit_head (number, digest) values (0, decode(repeat('00', 32), 'hex'));

create function identity.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% of %.% is refused: the audit trail is only ever continued', tg_op, tg_table_schema, tg_table_name
    using errcode = 'restrict_violation';
end
$$;

create trigger no_change before update or delete on identity.audit for each row execute function identity.refuse_change();
create trigger no_truncate before truncate on identity.audit for each statement execute function identity.refuse_change();
create trigger no_delete before delete on identity.audit_head for each row execute function identity.refuse_change();
create trigger no_truncate before truncate on identity.audit_head for each statement execute function identity.refuse_change();
create trigger no_way_back before update on identity.audit_head for each row
  when (new.number <= old.number) execute function identity.refuse_change();

-- Continues the chain in one statement, so that its end is locked for no longer than the commit takes. A content is the canonical
-- JSON of a row, which also stands in exports; the digest covers it, the row's number and the digest before.
create function identity.append_audit(contents text[]) returns bigint language plpgsql as $$
declare
  head identity.audit_head;
  content text;
  entry jsonb;
  link bytea;
begin
  select * into strict head from identity.audit_head for update;
  foreach content in array contents loop
    entry := content::jsonb;
    head.number := head.number + 1;
    link := sha256(convert_to(encode(head.digest, 'hex') || E'\n' || head.number || E'\n' || content, 'UTF8'));
    insert into identity.audit (number, at, actor, action, subject, detail, previous, digest)
      values (head.number, (entry ->> 'at')::timestamptz, entry ->> 'actor', entry ->> 'action', entry ->> 'subject',
        entry -> 'detail', head.digest, link);
    head.digest := link;
  end loop;
  update identity.audit_head set number = head.number, digest = head.digest;
  return head.number;
end
$$;
