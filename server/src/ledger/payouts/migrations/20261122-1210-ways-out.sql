create or replace view ledger.under_way as
  select service_id, unit, amount from ledger.payout where state <> 'withdrawn' and posted_at is null;

-- A person said that what a biller booked stands although the balance is too small: the rest is a debt.
alter table ledger.payout add column set_off boolean not null default false;

-- Nobody ever wrote it: a payout that is sent again stays the same payout, and the rest of one names it in its purpose.
alter table ledger.payout drop column follows;

-- What has no posting problem comes first, however much cannot be posted.
drop index ledger.payout_to_post;
create index payout_to_post on ledger.payout ((posting_problem is not null), id) where accepted_at is not null and posted_at is null;

create or replace function ledger.check_payout() returns trigger language plpgsql as $$
begin
  if (new.id, new.key, new.channel, new.service_id, new.unit, new.amount, new.purpose, new.text, new.requested_at)
    is distinct from (old.id, old.key, old.channel, old.service_id, old.unit, old.amount, old.purpose, old.text, old.requested_at)
  then
    raise exception 'what payout % asks for cannot be changed', old.id using errcode = 'restrict_violation';
  end if;
  -- Only what the ledger was never told of can be taken back at the biller, and only as long as no bill showed it.
  if old.accepted_at is not null and new.accepted_at is null
    and (old.posted_at is not null or old.posting_problem is null or old.seen > 0 or new.state <> 'withdrawn')
  then
    raise exception 'payout % was accepted', old.id using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
