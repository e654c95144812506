import { Type } from 'typebox'
import { figures, statuses } from '@pulih/engine'
import { Amount, Count, Currency, Instant, oneOf, orNull, shape, Uuid } from './common.ts'
import { route } from './route.ts'

export const listSchemes = route({
  id: 'listSchemes',
  context: 'compensation',
  method: 'GET',
  path: '/compensation/schemes',
  summary: 'The schemes of the operator’s jurisdiction, those in use, and the operator’s own policies',
  permission: 'compensation.read',
  reply: shape({
    jurisdiction: Type.String(),
    currency: Currency,
    figure: oneOf(figures),
    parameters: Type.Record(Type.String(), Type.String(), { description: 'What the operator set' }),
    items: Type.Array(
      shape({
        id: Type.String(),
        status: oneOf(statuses),
        own: Type.Boolean({ description: 'A policy of the operator' }),
        inUse: Type.Boolean(),
        scheme: Type.Unknown({ description: 'The scheme (docs/schemas/scheme.schema.json)' }),
      }),
      { maxItems: 200 },
    ),
    examples: Type.Array(Type.Unknown({ description: 'A policy to begin with' }), { maxItems: 50 }),
  }),
})

/** Bounded, because it is asked while somebody moves a slider. */
export const mostSimulatedOutages = 12

const Cost = shape({
  minimum: Amount,
  recommended: Amount,
  maximum: Amount,
  services: Type.Integer({ minimum: 0, description: 'That get money' }),
  greatest: Amount,
})

export const simulatePolicy = route({
  id: 'simulatePolicy',
  context: 'compensation',
  method: 'POST',
  path: '/compensation/simulations',
  summary: 'What a policy would have cost on outages that are over',
  description: `Assesses each outage twice, with the rules in use and with the policy among them, and compares service by service. Nothing is kept. Without \`outages\` the last ${mostSimulatedOutages} are taken.`,
  permission: 'compensation.read',
  body: shape({
    policy: Type.Unknown({ description: 'It replaces the one with the same id' }),
    outages: Type.Optional(Type.Array(Uuid, { minItems: 1, maxItems: mostSimulatedOutages })),
  }),
  mostBytes: 64 * 1024,
  reply: shape({
    currency: Currency,
    outages: Type.Array(
      shape({
        outage: Uuid,
        from: Instant,
        to: Instant,
        services: Count,
        now: Cost,
        tried: Cost,
        gain: Count,
        lose: Count,
      }),
    ),
    skipped: Type.Integer({ minimum: 0, description: 'Outages that were left out because time was up' }),
    bins: Type.Array(
      shape({
        from: Amount,
        to: orNull(Amount),
        now: Count,
        tried: Count,
      }),
      { description: 'Services by what they get, as recommended' },
    ),
  }),
  problems: ['compensation.bad-policy', 'compensation.busy'],
})
