import { expect, test } from 'vitest'
import { mistakesIn } from '../../platform/index.ts'
import { voiceSetting } from './voice-setting.ts'

const withPassword = (password: string) => ({
  ...voiceSetting.otherwise,
  asterisk: { url: 'http://pbx:8088/ari', application: 'pulih', user: 'pulih', password },
})

test('an exchange is shown no secret with which the product keeps its own', () => {
  for (const own of ['identity', 'webhooks', 'messaging', 'statuspage', 'portal-provider'])
    expect(mistakesIn(voiceSetting.schema, withPassword(own), 'body')).not.toEqual([])
  expect(mistakesIn(voiceSetting.schema, withPassword('ari'), 'body')).toEqual([])
})
