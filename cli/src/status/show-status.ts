import { createStatusLink, getStatuspage } from '@pulih/contracts'
import type { Client } from '../api/client.ts'
import type { Said } from '../api/tell.ts'

export async function showStatus(client: Client): Promise<Said> {
  const status = await client.ask(getStatuspage, {})
  const { url, revision, publishedAt, open, planned, languages } = status
  return {
    value: status,
    lines: () => [
      `The status page is at ${url}, in ${languages.join(', ')}.`,
      publishedAt === null
        ? 'Nothing has been published yet.'
        : `Revision ${revision}, of ${publishedAt}: ${open} open, ${planned} planned.`,
    ],
  }
}

export async function signLink(client: Client, service: string, days: number): Promise<Said> {
  const link = await client.ask(createStatusLink, { body: { service, days } })
  return { value: link, lines: () => [link.url, `It answers until ${link.expiresAt}.`] }
}
