import { Type } from 'typebox'
import { Count, orNull, shape } from './common.ts'
import { route } from './route.ts'

export const SettingView = shape({
  name: Type.String(),
  says: Type.String(),
  value: Type.Unknown(),
  schema: Type.Unknown({ description: 'JSON Schema of the value' }),
  revision: Count,
  isDefault: Type.Boolean(),
})

const SettingParams = shape({ name: Type.String({ minLength: 1, maxLength: 100 }) })

export const listSettings = route({
  id: 'listSettings',
  context: 'settings',
  method: 'GET',
  path: '/settings',
  summary: 'What the operator has decided',
  permission: 'settings.read',
  reply: shape({ items: Type.Array(SettingView) }),
})

export const getSetting = route({
  id: 'getSetting',
  context: 'settings',
  method: 'GET',
  path: '/settings/:name',
  summary: 'One setting',
  permission: 'settings.read',
  params: SettingParams,
  reply: SettingView,
  versioned: true,
  problems: ['settings.not-found'],
})

export const putSetting = route({
  id: 'putSetting',
  context: 'settings',
  method: 'PUT',
  path: '/settings/:name',
  summary: 'Decide anew',
  description: 'The earlier values stay in the history, and runs that were started keep theirs.',
  permission: 'settings.write',
  params: SettingParams,
  body: shape({ value: Type.Unknown() }),
  reply: SettingView,
  versioned: true,
  problems: ['settings.not-found', 'compensation.bad-operator'],
})

export const settingHistory = route({
  id: 'getSettingHistory',
  context: 'settings',
  method: 'GET',
  path: '/settings/:name/history',
  summary: 'Who decided what, and when',
  permission: 'settings.read',
  params: SettingParams,
  reply: shape({
    items: Type.Array(shape({ revision: Count, value: Type.Unknown(), at: Type.String(), by: orNull(Type.String()) })),
  }),
  problems: ['settings.not-found'],
})
