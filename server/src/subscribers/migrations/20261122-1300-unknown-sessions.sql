-- Sessions that belong to no service are forgotten by their age.
create index session_unknown on subscribers.session (updated_at) where service_id is null;
