import { readFileSync } from 'node:fs'
import { importHistory as route } from '@pulih/contracts'
import { Failure } from '../failure.ts'
import type { Client } from '../api/client.ts'
import type { Said } from '../api/tell.ts'

/** As many as fit well into one request. */
const atOnce = 100

/** Takes along what another page told, a piece at a time; what cannot be read is named and the rest stands. */
export async function importHistory(
  client: Client,
  file: string,
  { dryRun = false }: { readonly dryRun?: boolean },
): Promise<Said> {
  const { incidents, planned } = readFile(file)
  const sum = { added: 0, changed: 0, unchanged: 0, open: 0 }
  const mistakes: { pointer: string; says: string }[] = []
  const pieces = [
    ...piecesOf(incidents).map(({ from, some }) => ({ from, field: 'incidents', body: { incidents: some } })),
    ...piecesOf(planned).map(({ from, some }) => ({
      from,
      field: 'scheduled_maintenances',
      body: { scheduledMaintenances: some },
    })),
  ]
  for (const { from, field, body } of pieces) {
    const done = await client.ask(route, { body: { ...body, dryRun } })
    for (const name of ['added', 'changed', 'unchanged', 'open'] as const) sum[name] += done[name]
    // A pointer into a piece becomes one into the file.
    for (const { pointer, says } of done.mistakes)
      mistakes.push({
        says,
        pointer: pointer.replace(/^\/\w+\/(\d+)/, (_, index: string) => `/${field}/${Number(index) + from}`),
      })
  }
  const { added, changed, unchanged, open } = sum
  return {
    value: { ...sum, dryRun, mistakes },
    exitCode: mistakes.length > 0 ? 1 : 0,
    lines: () => [
      `${dryRun ? 'It would be' : 'Done'}: ${added} added, ${changed} changed, ${unchanged} known before and the same.`,
      ...(open > 0 ? [`${open} not over, and left out.`] : []),
      ...mistakes.map(({ pointer, says }) => `  ${pointer}: ${says}`),
    ],
  }
}

function readFile(file: string): { readonly incidents: readonly unknown[]; readonly planned: readonly unknown[] } {
  const json = parse(file, readFileSync(file, 'utf8'))
  if (Array.isArray(json)) return { incidents: json, planned: [] }
  const fields: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(json ?? {}))
  const list = (name: string) => (Array.isArray(fields[name]) ? fields[name] : [])
  const found = { incidents: list('incidents'), planned: list('scheduled_maintenances') }
  if (found.incidents.length + found.planned.length === 0)
    throw new Failure(
      `${file} has neither incidents nor scheduled_maintenances; save them from /api/v2/incidents.json of the other page.`,
    )
  return found
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (reason) {
    throw new Failure(`${file} is not JSON: ${reason instanceof Error ? reason.message : String(reason)}`)
  }
}

function piecesOf(list: readonly unknown[]): { readonly from: number; readonly some: unknown[] }[] {
  return Array.from({ length: Math.ceil(list.length / atOnce) }, (_, index) => ({
    from: index * atOnce,
    some: list.slice(index * atOnce, (index + 1) * atOnce),
  }))
}
