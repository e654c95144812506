-- A number that grows with every statement that changes something on which an amount can depend. One row per statement, added up now and
-- then, so that nobody who writes waits for anybody else.
create table subscribers.fact_change (id bigint generated always as identity primary key);
create table subscribers.fact_changes_before (
  only_one boolean primary key default true check (only_one),
  changes bigint not null
);
insert into subscribers.fact_changes_before (changes) values (0);

create function subscribers.note_fact_change() returns trigger language plpgsql as $$
begin
  insert into subscribers.fact_change default values;
  return null;
end $$;

-- A customer is nothing to a rule before a service names it.
create trigger fact_change after update of kind, segment on subscribers.customer
  for each statement execute function subscribers.note_fact_change();
create trigger fact_change after insert or delete or truncate
    or update of key, customer_id, kind, area, region, remoteness, time_zone, payment, cycle_day, segment, currency on subscribers.service
  for each statement execute function subscribers.note_fact_change();
create trigger fact_change after insert or update or delete or truncate on subscribers.terms
  for each statement execute function subscribers.note_fact_change();
create trigger fact_change after insert or delete or truncate or update of service_id, period_from, period_to, amount on subscribers.bill
  for each statement execute function subscribers.note_fact_change();
create trigger fact_change after insert or update or delete or truncate on subscribers.top_up
  for each statement execute function subscribers.note_fact_change();
