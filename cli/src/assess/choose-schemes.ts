import { readFileSync } from 'node:fs'
import { InvalidInput, type Mistake } from '@pulih/kernel'
import { checkScheme, type Rulebook, type Scheme } from '@pulih/engine'
import { Failure } from '../failure.ts'

export interface SchemeChoice {
  readonly jurisdiction?: string
  readonly schemes?: string
  readonly policy?: readonly string[]
}

/** The schemes of a run: those named, or all that apply by themselves in the jurisdiction, and the operator's own promises. */
export function chooseSchemes(choice: SchemeChoice, rulebook: Rulebook): readonly Scheme[] {
  const policies = (choice.policy ?? []).flatMap(file => readPolicies(file, rulebook))
  const chosen = choice.schemes
    ? named(choice.schemes, rulebook)
    : choice.jurisdiction
      ? ofJurisdiction(choice.jurisdiction, rulebook)
      : []
  const all = [...chosen, ...policies]
  if (all.length === 0)
    throw new Failure(
      'Which rules? Name a jurisdiction (--jurisdiction PL), schemes (--schemes nl/telecommunicatiewet-7.1a,…) or a policy file (--policy policy.json).',
    )
  const repeated = all.find((scheme, index) => all.findIndex(other => other.id === scheme.id) !== index)
  if (repeated) throw new Failure(`The scheme ${repeated.id} is given twice.`)
  return all
}

/** A policy file holds one scheme or a list of them; every mistake is reported at once. */
export function readPolicies(file: string, rulebook: Rulebook): Scheme[] {
  const documents = [readJson(file)].flat()
  const mistakes: Mistake[] = documents.flatMap((document, index) =>
    checkScheme(document, rulebook.holidays).map(mistake => ({
      ...mistake,
      pointer: documents.length > 1 ? `/${index}${mistake.pointer}` : mistake.pointer,
    })),
  )
  if (mistakes.length > 0) throw new InvalidInput(file, mistakes)
  return documents as Scheme[]
}

function readJson(file: string): unknown {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new Failure(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Failure(`${file} is not valid JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function named(list: string, rulebook: Rulebook): Scheme[] {
  const ids = list
    .split(',')
    .map(id => id.trim())
    .filter(id => id !== '')
  const unknown = ids.filter(id => !rulebook.schemes.has(id))
  if (unknown.length > 0)
    throw new Failure(`Unknown scheme: ${unknown.join(', ')}. "pulih rules" lists the ones that are known.`)
  return ids.flatMap(id => rulebook.schemes.get(id) ?? [])
}

function ofJurisdiction(jurisdiction: string, rulebook: Rulebook): Scheme[] {
  const schemes = rulebook.of(jurisdiction)
  if (schemes.length === 0)
    throw new Failure(
      `No rules are known for the jurisdiction "${jurisdiction}"; known: ${rulebook.jurisdictions().join(', ')}.`,
    )
  return schemes
}
