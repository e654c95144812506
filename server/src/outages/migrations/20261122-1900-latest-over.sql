-- What everybody may be told of and is over, in the order in which the page reads it: `latestOver` in public.ts asks by these very words.
create index outage_over on outages.outage ((coalesce(restored_at, least(started_at, created_at))) desc, id desc)
  where status in ('restored', 'closed') or (status = 'retracted' and planned and merged_into is null);
