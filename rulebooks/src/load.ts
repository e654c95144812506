import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Rulebook, type HolidayCalendar } from '@pulih/engine'

/** Where the rulebooks lie: one folder for each jurisdiction, one for the legal calendars, one for example policies. */
export const rulebookFolder = join(import.meta.dirname, '..')

/** The whole rulebook, every scheme checked. Throws `InvalidInput` naming the scheme and every mistake in it. */
export function loadRulebook(): Rulebook {
  return Rulebook.from(
    jurisdictionFolders().flatMap(folder => schemeFiles(folder).map(readJson)),
    loadCalendars(),
  )
}

/** Folders named by ISO 3166-1 alpha-2 code, lower case. */
export function jurisdictionFolders(): string[] {
  return foldersIn(rulebookFolder)
    .filter(name => /^[a-z]{2}$/.test(name))
    .map(name => join(rulebookFolder, name))
}

/** The scheme files of one jurisdiction's folder. */
export function schemeFiles(folder: string): string[] {
  return jsonFilesIn(folder)
}

/** The worked cases beside a scheme file: `nl/telecommunicatiewet-7.1a.json` has `nl/cases/telecommunicatiewet-7.1a/*.json`. */
export function caseFilesOf(schemeFile: string): string[] {
  const name = schemeFile.slice(schemeFile.lastIndexOf('/') + 1, -'.json'.length)
  return jsonFilesIn(join(schemeFile, '..', 'cases', name))
}

/** The example policies, written in the same vocabulary and tried by their own cases; no run applies them by itself. */
export const policyFolder = join(rulebookFolder, 'policies')

export function loadCalendars(): HolidayCalendar[] {
  return jsonFilesIn(join(rulebookFolder, 'calendars')).map(file => readJson(file) as HolidayCalendar)
}

export function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Error(`${file} is not valid JSON: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
}

function jsonFilesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter(name => name.endsWith('.json'))
      .toSorted()
      .map(name => join(folder, name))
  } catch (error) {
    // A scheme without cases is found by the tests; everything else is a fault of the machine.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .toSorted()
}
