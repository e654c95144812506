import { cutToFit } from '@pulih/notices'
import type { Outgoing } from './provider.ts'

/** Where there is more to read about what a message tells; null: nowhere. */
export function linkOf({ template }: Pick<Outgoing, 'template'>): string | null {
  const url = template?.facts['url']
  return url !== undefined && /^https?:\/\/\S{1,500}$/.test(url) ? url : null
}

/** Which outage a message is about, as people name it; null: about none. */
export function outageOf({ template }: Pick<Outgoing, 'template'>): string | null {
  return template?.facts['number'] ?? null
}

/**
 * As much of a text as there is room for, ended at a word where there is one, with a sign that there was more. `measure` says how much
 * room a text takes, and more text never takes less.
 */
export function cutAtWord(text: string, room: number, measure: (text: string) => number = lengthOf): string {
  const fits = (each: string): boolean => measure(each) <= room
  return fits(text) || fits(mark) ? cutToFit(text, fits, mark) : ''
}

const mark = '…'

function lengthOf(text: string): number {
  return Array.from(text).length
}
