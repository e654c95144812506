import { BadOptions } from './bad-options.ts'
import { channels } from './channels.ts'
import type { Death } from './faults.ts'

export function whole(
  name: string,
  given: string | null,
  { otherwise, least, most }: { readonly otherwise: number; readonly least: number; readonly most: number },
): number {
  if (given === null) return otherwise
  const value = Number(given)
  if (!/^\d+$/.test(given) || value < least || value > most)
    throw new BadOptions(`--${name}: write a whole number from ${least} to ${most}, not "${given}".`)
  return value
}

/** Between 0 and 1. */
export function share(name: string, given: string | null, otherwise: number): number {
  if (given === null) return otherwise
  const value = Number(given)
  if (!/^\d?(\.\d+)?$/.test(given) || given === '' || value > 1)
    throw new BadOptions(`--${name}: write a share between 0 and 1, for example --${name} 0.02, not "${given}".`)
  return value
}

/** `a=2,b=1`: whoever is not named has nothing; together they are all. */
export function shares<Name extends string>(
  option: string,
  given: string | null,
  names: readonly Name[],
  otherwise: Readonly<Record<Name, number>>,
): Readonly<Record<Name, number>> {
  if (given === null) return otherwise
  const said = amount(option, given, names)
  const all = Object.fromEntries(names.map(name => [name, said?.[name] ?? 0]))
  if (Object.values(all).every(value => value === 0)) throw new BadOptions(`--${option}: somebody has to have a share.`)
  // Every name has one, which is what the entries were made of.
  return all as Record<Name, number>
}

/** `a=2,b=1`; null: nothing was said. */
export function amount<Name extends string>(
  option: string,
  given: string | null,
  names: readonly Name[],
): Readonly<Partial<Record<Name, number>>> | null {
  if (given === null) return null
  const said: Partial<Record<Name, number>> = {}
  for (const each of given.split(',')) {
    const [, word = '', number = ''] = /^([a-z]+)=(\d{1,9}(?:\.\d{1,6})?)$/.exec(each.trim()) ?? []
    const name = names.find(known => known === word)
    if (name === undefined)
      throw new BadOptions(
        `--${option}: "${each}" is not understood; write for example ${names[0]}=2, of ${names.join(', ')}.`,
      )
    said[name] = Number(number)
  }
  return said
}

export function deaths(given: string | null): readonly Death[] {
  if (given === null) return []
  return given.split(',').map(each => {
    const [, word = '', from = '', to = ''] = /^([a-z]+)@(\d{1,6})s-(\d{1,6})s$/.exec(each.trim()) ?? []
    const channel = channels.find(known => known === word)
    if (channel === undefined || Number(from) >= Number(to))
      throw new BadOptions(
        `--dead: "${each}" is not understood; write for example sms@20s-60s, of ${channels.join(', ')}.`,
      )
    return { channel, from: Number(from), to: Number(to) }
  })
}
