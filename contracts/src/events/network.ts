import { Type } from 'typebox'
import { Count, Key, shape, Uuid } from '../common.ts'
import { events } from './catalogue.ts'

export const networkEvents = events({
  'network.import-done': {
    says: 'A file was imported; what it changed is visible from now on.',
    data: shape({ import: Uuid, kind: Type.String(), added: Count, changed: Count, rejected: Count }),
  },
  'network.element-changed': {
    says: 'An element was added or changed by hand, with its parents.',
    data: shape({ element: Key }),
  },
})
