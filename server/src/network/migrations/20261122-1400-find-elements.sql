-- Whoever looks for an element types how its key or its name begins.
create index element_key_typed on network.element (lower(key) text_pattern_ops);
create index element_name_typed on network.element (lower(name) text_pattern_ops) where name is not null;
-- Those on top are few, and none of them has a dominator.
create index element_top on network.element (key) where dominator is null and retired_at is null;
