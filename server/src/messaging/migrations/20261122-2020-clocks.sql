-- That somebody was told of a deadline which comes or has passed: once for each, whoever dies in between. Deadlines themselves are kept nowhere.
create table messaging.clock_alert (
  id bigint generated always as identity primary key,
  outage_id uuid not null,
  rule text not null,
  tell text not null check (tell in ('first', 'update', 'restored', 'compensation')),
  -- null: as soon as it can be done. A deadline that moves is another one.
  due_at timestamptz,
  kind text not null check (kind in ('due', 'late')),
  at timestamptz not null,
  unique nulls not distinct (outage_id, rule, tell, due_at, kind)
);
