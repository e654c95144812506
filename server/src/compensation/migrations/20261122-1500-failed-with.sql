-- What a run failed with as a code with its values, so that programs say it in the language of their reader.
alter table compensation.run add column failed_with jsonb;
