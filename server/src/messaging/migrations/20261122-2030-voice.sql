-- What callers hear, as sound. Kept here and not in files, so that every process plays what any of them spoke; whatever is missing is spoken again.
create table messaging.voice_audio (
  -- Of language and text, so that the same is spoken once.
  digest text primary key check (digest ~ '^[0-9a-f]{64}$'),
  language text not null,
  seconds real not null check (seconds > 0),
  wav bytea not null,
  made_at timestamptz not null
);
create index voice_audio_old on messaging.voice_audio (made_at);
-- It is compressed by nothing, and compressing it costs more than it saves.
alter table messaging.voice_audio alter column wav set storage external;
