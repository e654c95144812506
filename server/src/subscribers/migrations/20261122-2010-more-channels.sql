-- Messengers are ways to reach a customer, too.
alter table subscribers.contact drop constraint contact_channel_check,
  add constraint contact_channel_check check (channel in ('email', 'sms', 'phone', 'letter', 'push', 'whatsapp', 'telegram'));
alter table subscribers.consent drop constraint consent_channel_check,
  add constraint consent_channel_check check (channel in ('email', 'sms', 'phone', 'letter', 'push', 'whatsapp', 'telegram'));

-- As before, and messengers: by number, or by whatever they call somebody.
create or replace function subscribers.contact_as_typed(channel text, address text) returns text language sql immutable parallel safe as $$
  select case when channel = 'email' then lower(trim(address))
    when channel in ('sms', 'phone') or channel = 'whatsapp' and address !~ '[A-Za-z]' then regexp_replace(regexp_replace(address, '[^0-9]', '', 'g'), '^00', '')
    when channel in ('whatsapp', 'telegram', 'push') then trim(address) end
$$;
create index contact_of_messenger on subscribers.contact (subscribers.contact_as_typed(channel, address)) where channel in ('whatsapp', 'telegram');
-- What a browser is reached at is longer than most indexes take.
create index contact_of_browser on subscribers.contact using hash (address) where channel = 'push';
