-- By what a biller knows a service is often a telephone number or an e-mail address. When its customer is erased this is forgotten, and
-- nothing else: what was asked for, sent and booked stays as it is, and `(erased)` stands where the address was.

-- null: erased with its customer. Nothing is sent to the service by itself until somebody says where.
alter table ledger.payout_address alter column address drop not null;

-- Since when the address is to be forgotten; it is once the payout is over, because until then money is on its way to it.
alter table ledger.payout add column erased_at timestamptz;
create index payout_erased on ledger.payout (id) where erased_at is not null;

drop trigger immutable on ledger.payout_attempt;
create trigger immutable before delete or truncate on ledger.payout_attempt for each statement execute function ledger.refuse();
create trigger immutable_but_erased before update on ledger.payout_attempt for each row
  when (new.address <> '(erased)' or to_jsonb(new) - 'address' <> to_jsonb(old) - 'address')
  execute function ledger.refuse();

drop trigger immutable on ledger.payout_outcome;
create trigger immutable before delete or truncate on ledger.payout_outcome for each statement execute function ledger.refuse();
-- A biller that does not know an address repeats it.
create trigger immutable_but_erased before update on ledger.payout_outcome for each row
  when (strpos(coalesce(new.detail, ''), '(erased)') = 0 or to_jsonb(new) - 'detail' <> to_jsonb(old) - 'detail')
  execute function ledger.refuse();

-- A file cannot lose one line and keep its digest: it goes as a whole, and its manifest with the digest stays.
drop trigger immutable on ledger.payout_batch;
create trigger immutable before delete or truncate on ledger.payout_batch for each statement execute function ledger.refuse();
create trigger immutable_but_erased before update on ledger.payout_batch for each row
  when (octet_length(new.content) > 0
    or (new.id, new.number, new.channel, new.settings, new.text, new.file, new.row_count, new.sums, new.sha256, new.created_at, new.actor)
      is distinct from (old.id, old.number, old.channel, old.settings, old.text, old.file, old.row_count, old.sums, old.sha256, old.created_at, old.actor))
  execute function ledger.refuse();
