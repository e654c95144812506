import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { eventCatalogue } from '@pulih/contracts'
import { sign } from '../platform/index.ts'

const page = readFileSync(join(import.meta.dirname, '../../../docs/webhooks.md'), 'utf8')

test('the page for receivers lists every event as the catalogue has it', () => {
  const rows = Object.entries(eventCatalogue).map(([type, { says, data }]) => {
    const fields = Object.keys(data.properties).map(name => `\`${name}\``)
    return `| \`${type}\` | ${says} | ${fields.join(', ')} |`
  })

  expect(
    page
      .split('## Events')[1]
      ?.split('\n')
      .filter(line => line.startsWith('| `')),
  ).toEqual(rows)
})

test('the code on the page believes what we sign and nothing else', async () => {
  const code = /```js\n([^]*?)```/.exec(page)?.[1] ?? ''
  const { isGenuine } = (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`)) as {
    isGenuine: (header: string, body: Buffer, secret: string, nowSeconds: number) => boolean
  }
  const at = Temporal.Instant.from('2026-09-15T09:00:00Z')
  const now = at.epochMilliseconds / 1_000
  const body = Buffer.from('{"subject":"Ä"}')
  const header = sign(body.toString('utf8'), at, ['new', 'old'])

  expect(isGenuine(header, body, 'old', now)).toBe(true)
  expect(isGenuine(header, body, 'new', now + 300)).toBe(true)
  expect(isGenuine(header, body, 'new', now + 301)).toBe(false)
  expect(isGenuine(header, body, 'guess', now)).toBe(false)
  expect(isGenuine(header, Buffer.from('{}'), 'new', now)).toBe(false)
  expect(isGenuine('nonsense', body, 'new', now)).toBe(false)
})
