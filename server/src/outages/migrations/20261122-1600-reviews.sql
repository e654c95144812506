-- What people found out afterwards. Each time that somebody saves it is a version of its own; the last one holds.
create table outages.review (
  outage_id uuid not null references outages.outage,
  version integer not null check (version > 0),
  kind text not null check (kind in ('written', 'closed', 'reopened', 'follow-up-changed')),
  state text not null check (state in ('draft', 'closed')),
  at timestamptz not null,
  actor text not null,
  reason text,
  summary text not null,
  root_cause text not null,
  went_well text not null,
  to_improve text not null,
  follow_ups jsonb not null,
  closed_at timestamptz,
  closed_by text,
  -- The figures as they were when it was closed: later corrections do not change what was judged.
  facts jsonb,
  primary key (outage_id, version),
  check ((state = 'closed') = (closed_at is not null and closed_by is not null and facts is not null))
);
create trigger history before update or delete on outages.review for each row execute function outages.refuse_change();
create trigger history_truncate before truncate on outages.review for each statement execute function outages.refuse_change();

-- Every estimate and promise. Those that were given when an outage was recorded, or with an update, were once kept in its revisions only.
create view outages.estimate as
select outage_id, id, at, actor, etr, next_update_by, reason from outages.etr
union all
select r.outage_id, null, r.at, r.actor,
  (select (e.after ->> 'etr')::timestamptz from outages.revision e
    where e.outage_id = r.outage_id and e.revision <= r.revision and e.after ? 'etr' order by e.revision desc limit 1),
  (select (n.after ->> 'nextUpdateBy')::timestamptz from outages.revision n
    where n.outage_id = r.outage_id and n.revision <= r.revision and n.after ? 'nextUpdateBy' order by n.revision desc limit 1),
  r.reason
from outages.revision r
where r.kind <> 'etr-set' and case
    when r.before = '{}' then r.after ->> 'etr' is not null or r.after ->> 'nextUpdateBy' is not null
    else r.after ? 'etr' or r.after ? 'nextUpdateBy' end
  and not exists (select from outages.etr k where k.outage_id = r.outage_id and k.at = r.at);
