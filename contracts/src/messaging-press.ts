import { languages } from '@pulih/kernel'
import { Type, type Static } from 'typebox'
import { oneOf, orNull, shape } from './common.ts'
import { oneOutage } from './outage-views.ts'
import { route } from './route.ts'

const Language = oneOf(languages)

/** The official statement as a newspaper gets it. */
export const PressView = shape({
  language: Language,
  headline: Type.String(),
  text: Type.String({ description: 'Plain text, of which the headline is the first line' }),
  missing: orNull(Type.String({ description: 'The fact without which there is none' })),
})
export type PressView = Static<typeof PressView>

export const listPressStatements = route({
  id: 'listPressStatements',
  context: 'messaging',
  method: 'GET',
  path: '/outages/:outage/press',
  summary: 'The official statement of an outage for the press, as things stand, in each language',
  permission: 'outages.read',
  params: oneOutage,
  reply: shape({ items: Type.Array(PressView) }),
  problems: ['outages.not-found'],
})

export const downloadPressStatement = route({
  id: 'downloadPressStatement',
  context: 'messaging',
  method: 'GET',
  path: '/outages/:outage/press/:language',
  summary: 'The official statement of an outage for the press in one language, as plain text',
  description: 'It is refused while a fact is missing that it cannot do without.',
  permission: 'outages.read',
  params: shape({ ...oneOutage.properties, language: Language }),
  reply: Type.String(),
  media: 'text/plain; charset=utf-8',
  problems: ['outages.not-found', 'messaging.not-said'],
})
