-- Messengers are ways to reach a customer, too.
alter table subscribers.contact drop constraint contact_channel_check,
  add constraint contact_channel_check check (channel in ('email', 'sms', 'phone', 'letter', 'push', 'whatsapp', 'telegram'));
alter table subscribers.consent drop constraint consent_channel_check,
  add constraint consent_channel_check check (channel in ('email', 'sms', 'phone', 'letter', 'push', 'whatsapp', 'telegram'));
