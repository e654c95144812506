-- By which a link is listed and removed.
alter table identity.external_account add column id uuid not null default uuidv7() unique;

-- In which session the link was asked for: once that has ended, for whatever reason, nothing is linked any more.
alter table identity.visit add column session_id uuid references identity.session on delete cascade;
-- A visit that began before sessions were noted has to begin again.
delete from identity.visit where linking is not null;
alter table identity.visit add check ((linking is null) = (session_id is null));
