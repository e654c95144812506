import { Type } from 'typebox'
import {
  Count,
  Currency,
  Instant,
  Key,
  LongText,
  oneOf,
  orNull,
  pageOf,
  paging,
  shape,
  ShortText,
  Uuid,
} from './common.ts'
import { route } from './route.ts'

const Degrees = (most: number) => Type.Number({ minimum: -most, maximum: most })

const ElementView = shape({
  element: Key,
  kind: orNull(ShortText),
  name: orNull(Type.String({ maxLength: 1000 })),
  area: orNull(Key),
  longitude: orNull(Degrees(180)),
  latitude: orNull(Degrees(90)),
  retired: Type.Boolean(),
  feeds: Type.Boolean({ description: 'Others hang on it' }),
})

const ElementDetail = shape({
  ...ElementView.properties,
  parents: Type.Array(ElementView, { description: 'With several it works while one of them does.' }),
  path: Type.Array(ElementView, { description: 'Those whose failure alone cuts it off, the nearest first.' }),
  children: Type.Array(ElementView, { maxItems: 200, description: 'At most 200; ask the list with `parent` for all.' }),
})

export const listElements = route({
  id: 'listElements',
  context: 'network',
  method: 'GET',
  path: '/elements',
  summary: 'Elements of the network, sorted by key',
  permission: 'network.read',
  query: shape({
    ...paging,
    kind: Type.Optional(ShortText),
    area: Type.Optional(Key),
    below: Type.Optional(Key),
    parent: Type.Optional({ ...Key, description: 'Those that hang on this one directly' }),
    top: Type.Optional(Type.Boolean({ description: 'Only those that hang on none' })),
    search: Type.Optional(ShortText),
  }),
  reply: pageOf(ElementView),
  problems: ['network.element-not-found'],
})

export const getElement = route({
  id: 'getElement',
  context: 'network',
  method: 'GET',
  path: '/elements/:element',
  summary: 'One element with its path, its parents and its children',
  permission: 'network.read',
  versioned: true,
  params: shape({ element: Key }),
  reply: ElementDetail,
  problems: ['network.element-not-found'],
})

export const putElement = route({
  id: 'putElement',
  context: 'network',
  method: 'PUT',
  path: '/elements/:element',
  summary: 'Add an element, or change one with its parents',
  description:
    'An element that exists is changed only with If-Match. What is left out is emptied; without an area it has that of its first parent.',
  permission: 'network.write',
  versioned: true,
  params: shape({ element: Key }),
  body: shape({
    parents: Type.Array(Key, { maxItems: 16, uniqueItems: true }),
    kind: Type.Optional(orNull(ShortText)),
    name: Type.Optional(orNull(ShortText)),
    area: Type.Optional(orNull(Key)),
    longitude: Type.Optional(orNull(Degrees(180))),
    latitude: Type.Optional(orNull(Degrees(90))),
    retired: Type.Optional(Type.Boolean({ default: false })),
  }),
  reply: ElementView,
  idempotent: true,
  problems: ['network.unknown-parent', 'network.circle', 'network.still-feeds'],
})

export const listAreas = route({
  id: 'listAreas',
  context: 'network',
  method: 'GET',
  path: '/areas',
  summary: 'Areas, sorted by key',
  permission: 'network.read',
  query: shape({ ...paging, within: Type.Optional(Key), geometry: Type.Optional(Type.Boolean({ default: false })) }),
  reply: pageOf(
    shape({
      area: Key,
      name: Type.String({ maxLength: 1000 }),
      box: orNull(Type.Array(Type.Number(), { minItems: 4, maxItems: 4, description: 'West, south, east, north' })),
      geometry: orNull(Type.Unknown({ description: 'GeoJSON, if it was asked for' })),
    }),
  ),
})

export const importStatuses = ['waiting', 'reading', 'applying', 'done', 'refused', 'failed', 'stopped'] as const

const ImportView = shape({
  id: Uuid,
  kind: ShortText,
  fileName: ShortText,
  bytes: Count,
  digest: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the file' }),
  dryRun: Type.Boolean(),
  status: oneOf(importStatuses, {
    description:
      'done: everything but the rejected rows is in; refused: nothing of the file could be used; failed: see the log; stopped: somebody ended it, and nothing of it was taken',
  }),
  reason: orNull(LongText),
  reasonCode: orNull(Type.String({ description: 'The same for programs, as the rejected rows have it' })),
  reasonValue: orNull(Type.String({ description: 'What the reason names' })),
  rowsRead: Count,
  accepted: Count,
  rejected: Count,
  added: Count,
  changed: Count,
  shareRead: Type.Number({
    minimum: 0,
    maximum: 1,
    description: 'How much of the file was read; 0 where nobody knows before the end',
  }),
  stopAskedBy: orNull(Type.String({ description: 'Who wants it ended before it is through' })),
  actor: Type.String(),
  createdAt: Instant,
  startedAt: orNull(Instant),
  endedAt: orNull(Instant),
})

const importProblems = ['network.unknown-kind', 'network.wrong-media-for-kind', 'network.unknown-zone'] as const

export const startImport = route({
  id: 'startImport',
  context: 'network',
  method: 'POST',
  path: '/imports',
  summary: 'Import a file: the body is the file itself',
  description:
    'Rows that cannot be used are kept with their reasons, all others are taken in one transaction. The same file twice changes nothing. ' +
    'With `dryRun` everything is tried and taken back.',
  permission: 'imports.write',
  status: 202,
  query: shape({
    kind: ShortText,
    dryRun: Type.Optional(Type.Boolean({ default: false })),
    fileName: Type.Optional(ShortText),
    currency: Type.Optional({ ...Currency, description: 'For services that name no currency' }),
    timeZone: Type.Optional({
      ...ShortText,
      description: 'IANA zone of instants without an offset, and of the day of the import',
    }),
  }),
  reply: ImportView,
  accepts: ['text/csv', 'application/vnd.apache.parquet', 'application/geo+json', 'application/json'],
  problems: importProblems,
})

export const listImports = route({
  id: 'listImports',
  context: 'network',
  method: 'GET',
  path: '/imports',
  summary: 'Imports, the newest first',
  permission: 'network.read',
  query: shape(paging),
  reply: pageOf(ImportView),
})

export const getImport = route({
  id: 'getImport',
  context: 'network',
  method: 'GET',
  path: '/imports/:import',
  summary: 'How far an import is, and what came of it',
  permission: 'network.read',
  params: shape({ import: Uuid }),
  reply: ImportView,
  problems: ['network.import-not-found'],
})

export const stopImport = route({
  id: 'stopImport',
  context: 'network',
  method: 'POST',
  path: '/imports/:import/stop',
  summary: 'Stop an import; what it did so far is taken back',
  description:
    'An import is brought in as a whole or not at all: one that is stopped leaves nothing. Its status is `stopped` as soon as whoever is at it has left off, usually within a second. Asking again changes nothing.',
  permission: 'imports.write',
  params: shape({ import: Uuid }),
  reply: ImportView,
  idempotent: true,
  problems: ['network.import-not-found', 'network.import-over'],
})

export const getRejectedRows = route({
  id: 'getRejectedRows',
  context: 'network',
  method: 'GET',
  path: '/imports/:import/rejected.csv',
  summary: 'Every row that was not taken: file, row, field, reason, value, remedy',
  permission: 'imports.write',
  params: shape({ import: Uuid }),
  media: 'text/csv',
  problems: ['network.import-not-found'],
})

export const listImportKinds = route({
  id: 'listImportKinds',
  context: 'network',
  method: 'GET',
  path: '/import-kinds',
  summary: 'What can be imported, and the columns of each',
  permission: 'network.read',
  reply: shape({
    items: Type.Array(
      shape({
        kind: ShortText,
        columns: Type.Array(
          shape({
            name: ShortText,
            aliases: Type.Array(ShortText, { description: 'Other names that are understood' }),
            required: Type.Boolean(),
            type: ShortText,
          }),
        ),
      }),
    ),
  }),
})

export const listRejectedRows = route({
  id: 'listRejectedRows',
  context: 'network',
  method: 'GET',
  path: '/imports/:import/rejected',
  summary: 'Rows that were not taken, in the order in which they were found',
  permission: 'imports.write',
  params: shape({ import: Uuid }),
  query: shape(paging),
  reply: pageOf(
    shape({
      row: Count,
      field: Type.String(),
      reason: Type.String({ description: 'A code' }),
      value: orNull(Type.String({ description: 'What stands there; null where it could be personal' })),
      says: Type.String(),
      remedy: Type.String(),
    }),
  ),
  problems: ['network.import-not-found'],
})
