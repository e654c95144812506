-- People type a service's key.
create index payout_by_service_key on ledger.payout (service_key, id);
