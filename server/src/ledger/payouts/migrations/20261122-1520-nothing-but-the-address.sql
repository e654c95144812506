-- An address goes only where its payout is marked and over, and nothing goes with it.

-- What was asked for after its customer was erased is to be forgotten too, once somebody has said where it goes and it is over.
update ledger.payout p set erased_at = p.requested_at from ledger.payout_address a
  where a.channel = p.channel and a.service_key = p.service_key and a.address is null and p.erased_at is null;

-- One of few characters may stand in any word by chance and goes only where it is a word of its own.
create function ledger.without_address(told text, address text) returns text language sql immutable strict
  return case when length(address) >= 6 then replace(told, address, '(erased)')
    else regexp_replace(told, '(?<![[:alnum:]])' || regexp_replace(address, '([^[:alnum:]])', '\\\1', 'g') || '(?![[:alnum:]])', '(erased)', 'g') end;

create function ledger.may_be_forgotten(payout uuid) returns boolean language sql stable
  return exists (select from ledger.payout p
    where p.id = payout and p.erased_at is not null and (p.posted_at is not null or p.state = 'withdrawn'));

-- Until nobody waits for it any more, an answer is read by the rows as they were sent.
create function ledger.is_answered(batch uuid) returns boolean language sql stable
  return not exists (select from ledger.payout p where p.batch_id = batch and p.state = 'sending');

create function ledger.refuse_but_forgetting() returns trigger language plpgsql as $$
declare allowed boolean;
begin
  if tg_table_name = 'payout_attempt' then
    allowed := new.address = '(erased)' and to_jsonb(new) - 'address' = to_jsonb(old) - 'address'
      and ledger.may_be_forgotten(old.payout_id) and ledger.is_answered(old.batch_id);
  elsif tg_table_name = 'payout_outcome' then
    allowed := to_jsonb(new) - 'detail' = to_jsonb(old) - 'detail' and ledger.may_be_forgotten(old.payout_id) and exists (
      select from ledger.payout_attempt a where (a.payout_id, a.number) = (old.payout_id, old.number)
        and new.detail = ledger.without_address(old.detail, a.address) and ledger.is_answered(a.batch_id));
  else
    allowed := octet_length(new.content) = 0 and to_jsonb(new) - 'content' = to_jsonb(old) - 'content'
      and ledger.is_answered(old.id) and exists (
        select from ledger.payout_attempt a where a.batch_id = old.id and ledger.may_be_forgotten(a.payout_id));
  end if;
  if allowed then
    return new;
  end if;
  raise exception 'ledger.% is immutable: only the address of somebody who was erased may go', tg_table_name
    using errcode = 'restrict_violation';
end $$;

drop trigger immutable_but_erased on ledger.payout_attempt;
create trigger immutable_but_erased before update on ledger.payout_attempt for each row execute function ledger.refuse_but_forgetting();
drop trigger immutable_but_erased on ledger.payout_outcome;
create trigger immutable_but_erased before update on ledger.payout_outcome for each row execute function ledger.refuse_but_forgetting();
drop trigger immutable_but_erased on ledger.payout_batch;
create trigger immutable_but_erased before update on ledger.payout_batch for each row execute function ledger.refuse_but_forgetting();
