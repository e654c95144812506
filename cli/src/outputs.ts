import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { Failure } from './failure.ts'

export interface Outputs {
  /** What the command reads; what is not given is left out. */
  readonly inputs: readonly (string | undefined)[]
  /** What it was told to write: such a file may exist, and is replaced. */
  readonly named?: readonly string[]
  /** What it writes besides, under names of its own. */
  readonly beside?: readonly string[]
  /** Whether the files beside are from this command, so that a new result may replace them. */
  readonly areOurs?: boolean
  /** Replace files beside although nobody knows whose they are. An input is never written over. */
  readonly force?: boolean
}

/**
 * Refuses to write where something would be lost: over a file that is read, two results into one file, or over a file of somebody
 * else that merely has the name of a result. To be asked before anything is written.
 */
export function checkOutputs({ inputs, named = [], beside = [], areOurs = false, force = false }: Outputs): void {
  const outputs = [...named, ...beside]
  const read = inputs.filter(file => file !== undefined)
  for (const output of outputs) {
    const input = read.find(file => isSameFile(file, output))
    if (input !== undefined)
      throw new Failure(
        `${output} would be written over ${input === output ? 'what is read' : `${input}, which is read`}. Name another file or folder for the results; nothing was written.`,
      )
  }
  for (const [index, output] of outputs.entries()) {
    const other = outputs.slice(0, index).find(file => isSameFile(file, output))
    if (other !== undefined)
      throw new Failure(
        `Two results would be written to ${output}. Name another file: this name is taken by one that is written besides.`,
      )
  }
  const strangers = areOurs || force ? [] : beside.filter(file => existsSync(file))
  if (strangers.length > 0)
    throw new Failure(
      `Already there, and not from this command: ${strangers.join(', ')}. Name another folder, or give --force to replace ${strangers.length === 1 ? 'it' : 'them'}; nothing was written.`,
    )
}

/** Whether a folder has a file of this name that holds JSON with these fields: the mark that a command leaves beside its results. */
export function hasMark(folder: string, name: string, fields: readonly string[]): boolean {
  try {
    const mark: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'))
    return typeof mark === 'object' && mark !== null && fields.every(field => Object.hasOwn(mark, field))
  } catch {
    return false
  }
}

/** By where a path leads, and by what stands there, so that links of both kinds are seen through. */
export function isSameFile(a: string, b: string): boolean {
  if (placeOf(a) === placeOf(b)) return true
  const [one, other] = [a, b].map(file => statSync(file, { bigint: true, throwIfNoEntry: false }))
  return one !== undefined && other !== undefined && one.dev === other.dev && one.ino === other.ino
}

/** The path without links, also of a file that is yet to be written into folders that are yet to be made. */
function placeOf(file: string): string {
  const path = resolve(file)
  if (existsSync(path)) return realpathSync(path)
  return path === dirname(path) ? path : join(placeOf(dirname(path)), basename(path))
}
