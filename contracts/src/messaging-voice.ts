import { languages } from '@pulih/kernel'
import { Type, type Static } from 'typebox'
import { oneOf, orNull, shape } from './common.ts'
import { route } from './route.ts'

const Audio = shape({
  language: oneOf(languages),
  url: Type.String({ description: 'A WAV file, 8 kHz, mono, 16 bits; the same address is always the same sound' }),
  digest: Type.String({ description: 'Of the language and the text: the same digest is always the same sound' }),
  seconds: Type.Number({ minimum: 0 }),
})

export const VoiceAnnouncement = shape({
  outage: orNull(
    Type.String({ description: '`OUT-000123`; null: nothing is known of this caller, or nothing is wrong' }),
  ),
  language: oneOf(languages),
  text: orNull(Type.String({ description: 'What to say; null: nothing, the call goes on to people as always' })),
  audio: Type.Array(Audio, {
    description:
      'The text as sound, the language of the caller first; empty where no voice is installed, or not yet spoken',
  }),
  transfer: Type.Boolean({ description: 'Whether the call goes on to people afterwards' }),
})
export type VoiceAnnouncement = Static<typeof VoiceAnnouncement>

export const announceToCaller = route({
  id: 'announceToCaller',
  context: 'messaging',
  method: 'POST',
  path: '/voice/announcement',
  summary: 'What a telephone exchange plays to a caller',
  description:
    'For exchanges, with a key that has only this permission. Whoever is not known, or whose services work, hears nothing; nor does anybody where something of ours fails.',
  permission: 'messaging.voice',
  body: shape({
    caller: Type.String({
      maxLength: 100,
      description: 'As the exchange knows it, with or without the code of the country',
    }),
    language: Type.Optional(oneOf(languages, { description: 'Without it the language of the customer' })),
  }),
  reply: VoiceAnnouncement,
  mostBytes: 4_096,
})

export const getVoiceAudio = route({
  id: 'getVoiceAudio',
  context: 'messaging',
  method: 'GET',
  path: '/voice/audio/:file',
  summary: 'An announcement as sound',
  description: 'It says nothing that the public page of the outage does not say; exchanges fetch it without a key.',
  permission: 'anyone',
  params: shape({ file: Type.String({ pattern: '^[0-9a-f]{64}\\.wav$' }) }),
  media: 'audio/wav',
  problems: ['messaging.audio-unknown'],
})
