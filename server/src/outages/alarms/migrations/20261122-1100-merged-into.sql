-- With each look at the alarms it is asked which outages were merged into those that go on.
create index outage_merged_into on outages.outage (merged_into) where merged_into is not null;
