-- Outages that were measured once, also those that took nothing. What was measured before this table was there is measured.
create table statuspage.counted (outage_id uuid primary key);
insert into statuspage.counted (outage_id) select outage_id from statuspage.measured;

-- In which zone the days of `lost` begin; null: nobody knows any more.
alter table statuspage.publication add column lost_zone text;
