-- The same texts as before, sooner: each sign is compared with every sign of the list, so that a long list costs more than the index that it
-- is for. Most texts have no such sign, and most others only Polish ones.
create or replace function subscribers.as_typed(text) returns text language sql immutable parallel safe as $$
  select case
    when octet_length($1) = length($1) then lower($1)
    when octet_length(translate($1, 'ąćęłńóśźżĄĆĘŁŃÓŚŹŻ', '')) = length(translate($1, 'ąćęłńóśźżĄĆĘŁŃÓŚŹŻ', ''))
      then lower(translate($1, 'ąćęłńóśźżĄĆĘŁŃÓŚŹŻ', 'acelnoszzACELNOSZZ'))
    else lower(translate($1,
      'ĄĆĘŁŃÓŚŹŻąćęłńóśźżÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÔÕÖØÙÚÛÜÝàáâãäåçèéêëìíîïñòôõöøùúûüýÿŠŽČĎĚŇŘŤŮšžčďěňřťů',
      'ACELNOSZZacelnoszzAAAAAACEEEEIIIINOOOOOUUUUYaaaaaaceeeeiiiinooooouuuuyySZCDENRTUszcdenrtu'))
  end
$$;
