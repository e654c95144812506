import { basename } from 'node:path'
import { Rulebook } from '@pulih/engine'
import { jurisdictionFolders, loadCalendars, readJson, schemeFiles } from '@pulih/rulebooks'
import type { SchemeChoice } from './choose-schemes.ts'

/**
 * Loads and checks what a run needs: the folders that its schemes come from. A run of policies alone needs no law, and starts
 * sooner without it.
 */
export function loadRulebookFor({ jurisdiction, schemes }: SchemeChoice): Rulebook {
  const prefixes = new Set((schemes ?? '').split(',').map(id => id.trim().split('/')[0] ?? ''))
  if (jurisdiction) prefixes.add(jurisdiction.toLowerCase())
  const all = jurisdictionFolders()
  const folders = all.filter(folder => prefixes.has(basename(folder)))
  // A name that leads nowhere is best answered with everything that is known.
  const wanted = folders.length < [...prefixes].filter(prefix => prefix !== '').length ? all : folders
  return Rulebook.from(
    wanted.flatMap(folder => schemeFiles(folder).map(readJson)),
    wanted.length === 0 ? [] : loadCalendars(),
  )
}
