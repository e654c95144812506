-- Kinds that are rare among a million credits. Credits themselves are found by going through the ledger, and cost nothing more to post.
create index transfer_by_kind on ledger.transfer (kind, id) where kind <> 'credit';
-- Times go up with the ledger nearly without exception: a few kilobytes tell where a day lies.
create index transfer_by_time on ledger.transfer using brin (posted_at) with (pages_per_range = 32);
