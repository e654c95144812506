-- Two people who change the same task, or the same settings, are told of each other.
alter table outages.task add column revision integer not null default 1;
alter table outages.setting add column revision integer not null default 1;
