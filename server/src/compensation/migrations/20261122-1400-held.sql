-- Services that a run says nothing about, and why: what its summary counts can be looked at one by one.
create table compensation.held (
  run_id uuid not null references compensation.run,
  reason text not null,
  service_id bigint not null,
  period_from date not null,
  primary key (run_id, reason, service_id, period_from)
);
