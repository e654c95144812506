-- Whose personal data a kept answer holds; it is forgotten with this person.
alter table platform.idempotency add column about text;
create index idempotency_about on platform.idempotency (about) where about is not null;

-- Events are forgotten by their age.
create index event_at on platform.event (at);
