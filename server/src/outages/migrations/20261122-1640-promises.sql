-- Whether a row promised an update, or only had the promise beside it that stood already: who moves the estimate alone promises nothing.
-- Null in rows from before this was kept; they count as a promise where their time is another one than in the row before.
alter table outages.etr add column promises boolean;

create or replace view outages.estimate as
select outage_id, id, at, actor, etr, next_update_by, reason, promises from outages.etr
union all
select r.outage_id, null, r.at, r.actor,
  (select (e.after ->> 'etr')::timestamptz from outages.revision e
    where e.outage_id = r.outage_id and e.revision <= r.revision and e.after ? 'etr' order by e.revision desc limit 1),
  (select (n.after ->> 'nextUpdateBy')::timestamptz from outages.revision n
    where n.outage_id = r.outage_id and n.revision <= r.revision and n.after ? 'nextUpdateBy' order by n.revision desc limit 1),
  r.reason, r.after ? 'nextUpdateBy'
from outages.revision r
where r.kind <> 'etr-set' and case
    when r.before = '{}' then r.after ->> 'etr' is not null or r.after ->> 'nextUpdateBy' is not null
    else r.after ? 'etr' or r.after ? 'nextUpdateBy' end
  and not exists (select from outages.etr k where k.outage_id = r.outage_id and k.at = r.at);
