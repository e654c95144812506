-- An import that is to end before it is through: who wants that. The worker that is at it looks here, and so does the one that takes it up
-- after a crash. And how much of the file it has read.
alter table network.import
  drop constraint import_status_check,
  add constraint import_status_check check (status in ('waiting', 'reading', 'applying', 'done', 'refused', 'failed', 'stopped')),
  add column stop_by text,
  add column share_read real not null default 0 check (share_read between 0 and 1);
