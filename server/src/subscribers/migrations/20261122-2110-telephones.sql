-- The code of the country was said for signing in alone; it holds wherever a number is dialled or looked up.
insert into platform.setting (name, value, changed_at, changed_by)
select 'subscribers.telephones', jsonb_build_object('callingCode', regexp_replace(value->>'callingCode', '^0+', '')), changed_at, changed_by
from platform.setting where name = 'portal.sign-in' and length(value->>'callingCode') between 1 and 3;
insert into platform.setting_history (name, revision, value, changed_at, changed_by)
select name, revision, value, changed_at, changed_by from platform.setting where name = 'subscribers.telephones';
update platform.setting set value = value - 'callingCode' where name = 'portal.sign-in';
