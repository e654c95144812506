-- Not every bill names an account by what the channel knows it by; where one does, it is compared.
alter table ledger.bill_credit alter column address drop not null;
