-- Who calls is found by any part of a name or address. The extension comes with PostgreSQL and may be created by whoever owns the database.
create extension if not exists pg_trgm;

-- As people type it who do not have the signs of a name at hand. Capitals with accents are named, since `lower` of some databases knows no others.
create function subscribers.as_typed(text) returns text language sql immutable parallel safe as $$
  select lower(translate($1,
    'ĄĆĘŁŃÓŚŹŻąćęłńóśźżÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÔÕÖØÙÚÛÜÝàáâãäåçèéêëìíîïñòôõöøùúûüýÿŠŽČĎĚŇŘŤŮšžčďěňřťů',
    'ACELNOSZZacelnoszzAAAAAACEEEEIIIINOOOOOUUUUYaaaaaaceeeeiiiinooooouuuuyySZCDENRTUszcdenrtu'))
$$;
create function subscribers.address_as_typed(channel text, address text) returns text language sql immutable parallel safe as $$
  select case when channel in ('sms', 'phone') then regexp_replace(address, '[^0-9]', '', 'g')
    when channel in ('email', 'letter') then subscribers.as_typed(address) end
$$;
create index customer_name_typed on subscribers.customer using gin (subscribers.as_typed(name) gin_trgm_ops) where name is not null;
create index customer_name_begins on subscribers.customer (subscribers.as_typed(name) text_pattern_ops) where name is not null;
create index contact_address_typed on subscribers.contact using gin (subscribers.address_as_typed(channel, address) gin_trgm_ops)
  where channel in ('email', 'letter', 'sms', 'phone');
create index customer_key_typed on subscribers.customer (upper(key) text_pattern_ops);
create index service_key_typed on subscribers.service (upper(key) text_pattern_ops);
create index service_login_typed on subscribers.service (lower(login) text_pattern_ops) where login is not null;

-- One person speaks for a customer.
alter table subscribers.customer
  add column responsible_name text,
  add column responsible_contact bigint references subscribers.contact on delete set null,
  add column responsible_revision integer not null default 0;
create index customer_responsible on subscribers.customer (responsible_contact) where responsible_contact is not null;
