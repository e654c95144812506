-- What was asked of billers and still lies in customers' balances: it neither lapses nor is it taken back meanwhile. Nothing is, until
-- the migrations of payouts say where to look.
create view ledger.under_way as select null::bigint as service_id, null::text as unit, null::bigint as amount where false;
