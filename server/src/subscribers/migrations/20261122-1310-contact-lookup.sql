-- A contact as people type it: e-mail in lower case, telephone numbers as their digits without leading zeros of dialling abroad.
create function subscribers.contact_as_typed(channel text, address text) returns text language sql immutable parallel safe as $$
  select case when channel = 'email' then lower(trim(address))
    when channel in ('sms', 'phone') then regexp_replace(regexp_replace(address, '[^0-9]', '', 'g'), '^00', '') end
$$;
create index contact_typed on subscribers.contact (subscribers.contact_as_typed(channel, address)) where channel in ('email', 'sms', 'phone');
