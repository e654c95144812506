-- How many answers of the biller in a row have kept it from being sent, none of which was that there is too much to do.
alter table ledger.payout add column retries integer not null default 0 check (retries >= 0);
