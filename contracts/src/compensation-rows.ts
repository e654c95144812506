import { Type } from 'typebox'
import { causes } from '@pulih/engine'
import { Amount, Count, Instant, Key, oneOf, orNull, pageOf, paging, PlainDate, shape, Uuid } from './common.ts'
import { route } from './route.ts'

const RunParams = shape({ run: Uuid })
const base = {
  context: 'compensation',
  method: 'GET',
  permission: 'compensation.read',
  params: RunParams,
} as const
const Word = Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\u0000-\\u001f]+$' })

export const listRunServices = route({
  ...base,
  id: 'listRunServices',
  path: '/compensation/runs/:run/services',
  summary: 'The services that a run assessed, whether they get anything or not',
  description: '`scheme`, `outcome` and `reason` together pick those to which a scheme gives nothing, and why.',
  query: shape({
    ...paging,
    service: Type.Optional(Key),
    area: Type.Optional(Type.String({ ...Key, description: '`-`: services without an area' })),
    segment: Type.Optional(Type.String({ ...Key, description: '`-`: services without a segment' })),
    scheme: Type.Optional(Word),
    outcome: Type.Optional(Word),
    reason: Type.Optional(Word),
    exposure: Type.Optional(Count),
    monthlyFee: Type.Optional(Amount),
  }),
  reply: pageOf(
    shape({
      service: Key,
      periodFrom: PlainDate,
      area: orNull(Type.String()),
      segment: orNull(Type.String()),
      monthlyFee: Amount,
      exposure: Count,
      interruptions: Count,
      seconds: orNull(Type.Integer({ minimum: 0, description: 'How long it did not work within the period' })),
    }),
  ),
  problems: ['compensation.run-not-found', 'compensation.service-not-found'],
})

export const listRunUnpaid = route({
  ...base,
  id: 'listRunUnpaid',
  path: '/compensation/runs/:run/unpaid',
  summary: 'Services that were hit and get nothing by a run, for one of the reasons of its summary',
  query: shape({ ...paging, reason: Word }),
  reply: pageOf(shape({ service: Key, reason: Type.String(), outage: orNull(Uuid), periodFrom: orNull(PlainDate) })),
  problems: ['compensation.run-not-found'],
})

export const listRunChanges = route({
  ...base,
  id: 'listRunChanges',
  path: '/compensation/runs/:run/changes',
  summary: 'What a run owes otherwise than the run before about the same',
  query: shape({ ...paging, change: Type.Optional(oneOf(['added', 'removed', 'changed'])) }),
  reply: pageOf(
    shape({
      service: Key,
      periodFrom: PlainDate,
      scheme: Type.String(),
      unit: Type.String(),
      before: orNull(Amount),
      now: orNull(Amount),
    }),
  ),
  problems: ['compensation.run-not-found'],
})

export const listRunInterruptions = route({
  ...base,
  id: 'listRunInterruptions',
  path: '/compensation/runs/:run/interruptions',
  summary: 'What a run counted as not working, with the cause on which its rules decided',
  query: shape(paging),
  reply: pageOf(
    shape({
      number: Count,
      outage: Uuid,
      outageRevision: Count,
      from: Instant,
      to: Instant,
      cause: oneOf(causes),
      technicalCause: oneOf(causes),
      planned: Type.Boolean(),
      exclusion: orNull(Uuid),
    }),
  ),
  problems: ['compensation.run-not-found'],
})

export const listRunSteps = route({
  ...base,
  id: 'listRunSteps',
  path: '/compensation/runs/:run/steps',
  summary: 'Who did what with a run, newest first',
  query: shape(paging),
  reply: pageOf(shape({ at: Instant, by: Type.String(), kind: Type.String(), note: orNull(Type.String()) })),
  problems: ['compensation.run-not-found'],
})
