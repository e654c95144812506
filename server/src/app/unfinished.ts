import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startEmbedded, type Config } from '../platform/index.ts'
import { withoutPassword } from './own-database.ts'
import { BadOptions } from './options.ts'
import { ownFolder } from './owner.ts'

/** A note that stands below PULIH_DATA from the first sign-in of a demonstration until after its last row. */
export interface UnfinishedNote {
  begin(): void
  finish(): void
  /** Whether the demonstration of this database was begun and not finished. */
  isThere(): boolean
  /** What to tell whoever has such a database. */
  readonly saying: string
}

export function unfinishedNote(config: Config): UnfinishedNote {
  const folder = join(config.data, 'demonstration')
  const file = join(folder, 'unfinished')
  // One folder may serve different databases in turn.
  const database = config.databaseUrl === null ? 'embedded' : withoutPassword(config.databaseUrl)
  return {
    begin() {
      mkdirSync(folder, { recursive: true })
      writeFileSync(file, database)
    },
    finish: () => rmSync(file, { force: true }),
    isThere: () => existsSync(file) && readFileSync(file, 'utf8') === database,
    saying:
      config.databaseUrl === null
        ? `The demonstration below ${config.data} is incomplete. Stop Pulih and begin again, which deletes it: npm start -- --begin-again`
        : `The demonstration in ${database} is incomplete. Begin again in an empty database.`,
  }
}

/** Deletes an embedded database whose demonstration was begun and not finished; any other it leaves alone. */
export async function clearUnfinished(config: Config): Promise<void> {
  if (config.databaseUrl !== null)
    throw new BadOptions('--begin-again is for the embedded database; give DATABASE_URL another, empty one.')
  const owned = ownFolder(config.data, 'beginning again')
  try {
    if (!unfinishedNote(config).isThere())
      throw new BadOptions(`No demonstration below ${config.data} is unfinished; nothing was deleted.`)
    const postgres = join(config.data, 'postgres')
    // A Pulih that was killed leaves its server running.
    if (existsSync(postgres)) await (await startEmbedded({ folder: postgres })).stop()
    // The note goes last, so that one who is killed here can do it again.
    for (const name of ['postgres', 'imports', 'demonstration'])
      rmSync(join(config.data, name), { recursive: true, force: true })
  } finally {
    owned.release()
  }
}
