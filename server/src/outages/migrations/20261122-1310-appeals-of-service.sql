-- Subscribers ask for their own appeals.
create index appeal_service on outages.appeal (service_id);
