import { chmod, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { csvField } from '@pulih/kernel'
import type { World } from './world.ts'

export interface WorldFiles {
  readonly folder: string
  readonly services: string
  readonly outages: string
  readonly network: string | null
}

/** The files of a world as an operator would send them. The database server is another user and must be able to read them. */
export async function writeWorld(world: World): Promise<WorldFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'pulih-differential-'))
  await chmod(folder, 0o755)
  const write = async (name: string, header: readonly string[], rows: readonly (readonly string[])[]) => {
    await writeFile(join(folder, name), [header, ...rows].map(row => `${row.map(csvField).join(',')}\n`).join(''))
    return join(folder, name)
  }
  const { network, outages, columns, services } = world
  return {
    folder,
    services: await write(
      'services.csv',
      columns,
      services.map(({ fields }) => columns.map(column => fields[column] ?? '')),
    ),
    outages: await write(
      'outages.csv',
      [
        'outage',
        'start',
        'end',
        'elements',
        'areas',
        'kinds',
        'extent',
        'cause',
        'planned',
        'notice_hours',
        'known_at',
        'subscribers',
        'sites',
      ],
      outages.map(each => [
        each.outage,
        each.start,
        each.end,
        each.elements.join('|'),
        each.areas.join('|'),
        each.kinds.join('|'),
        each.extent,
        each.cause,
        each.planned,
        each.noticeHours,
        each.knownAt,
        each.subscribers,
        each.sites,
      ]),
    ),
    network:
      network &&
      (await write(
        'network.csv',
        ['element', 'parent', 'area'],
        network.map(({ element, parent, area }) => [element, parent, area]),
      )),
  }
}
