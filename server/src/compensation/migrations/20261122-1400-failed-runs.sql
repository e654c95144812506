-- A run that cannot be assessed, however often it is tried, says why and waits for a person.
alter table compensation.run
  drop constraint run_status_check,
  add constraint run_status_check check (status in
    ('draft', 'computing', 'failed', 'computed', 'reviewed', 'approved', 'posting', 'stopped', 'posted', 'settled', 'cancelled'));

-- Who wants a run given up while a worker holds its row; the worker looks here at each of its steps.
alter table compensation.progress
  add column cancel_by text,
  add column cancel_note text;
