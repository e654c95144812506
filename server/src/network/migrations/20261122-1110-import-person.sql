-- The human behind whoever sent the file. A key that sent one earlier is not known to have had one.
alter table network.import add column person text;
update network.import set person = actor where starts_with(actor, 'staff:');
