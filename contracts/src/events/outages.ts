import { Type, type TSchema } from 'typebox'
import { Count, Instant, orNull, shape, Uuid } from '../common.ts'
import { events } from './catalogue.ts'

function about<Properties extends Record<string, TSchema>>(properties: Properties) {
  return shape({ outage: Uuid, number: Type.String(), revision: Count, ...properties })
}

const plain = about({})

export const outagesEvents = events({
  'outages.suspected': { says: 'An outage was reported or an alarm suspects one.', data: plain },
  'outages.confirmed': {
    says: 'An outage or planned work was confirmed.',
    data: about({ planned: Type.Boolean(), startedAt: Instant }),
  },
  'outages.updated': {
    says: 'What is known of an outage that is not over changed.',
    data: about({ fields: Type.Array(Type.String()) }),
  },
  'outages.etr-changed': {
    says: 'The estimated time of restoration was set, changed or withdrawn.',
    data: about({ etr: orNull(Instant), nextUpdateBy: orNull(Instant) }),
  },
  'outages.update-published': { says: 'There is a new update for everybody.', data: about({ entry: Type.String() }) },
  'outages.partly-restored': {
    says: 'It works again below some elements or in some areas.',
    data: about({ restoredAt: Instant }),
  },
  'outages.restored': { says: 'It works again everywhere.', data: about({ restoredAt: Instant }) },
  'outages.reopened': { says: 'It had been thought restored and is not.', data: plain },
  'outages.closed': { says: 'Nothing more is to be done.', data: plain },
  'outages.retracted': { says: 'It was none.', data: about({ mergedInto: orNull(Uuid) }) },
  'outages.matched': {
    says: 'The affected services were worked out. Frozen, they stay so until a correction.',
    data: about({ frozen: Type.Boolean(), services: Count, money: Count }),
  },
  'outages.corrected': {
    says: 'After its list was frozen an outage turned out to have been different; the services that differ are kept under this revision.',
    data: about({
      retracted: Type.Boolean(),
      fields: Type.Array(Type.String()),
      added: Count,
      removed: Count,
      changed: Count,
    }),
  },
  'outages.appealed': {
    says: 'A service that gets no money for an outage appeals.',
    data: about({ service: Type.String() }),
  },
  'outages.appeal-decided': {
    says: 'An appeal was answered.',
    data: about({ service: Type.String(), upheld: Type.Boolean() }),
  },
  'outages.review-written': {
    says: 'The review of an outage was written, opened again, or one of its follow-ups changed.',
    data: about({ version: Count }),
  },
  'outages.review-closed': {
    says: 'The review of an outage was closed.',
    data: about({ version: Count }),
  },
})
