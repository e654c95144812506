alter table compensation.run
  -- What the facts of a run were gathered from: while it is the same they need not be gathered again to know that they are, too.
  add column fact_mark jsonb,
  -- Of the money that is due, what is given and what is taken back.
  add column paid bigint not null default 0,
  add column taken bigint not null default 0,
  -- Whether anything is due that is not money.
  add column in_kind boolean not null default false,
  -- The people who started, computed and reviewed it, also where they did so with a key.
  add column makers text[] not null default '{}',
  -- What whoever started it set; the budget is the lower of this and the operator's.
  add column asked_budget bigint;
update compensation.run set paid = greatest(due, 0), taken = greatest(-due, 0), asked_budget = budget;

-- Which runs assessed an outage.
create index on compensation.interruption (outage_id);
