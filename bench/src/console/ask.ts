import type { Api } from '../platform/api.ts'
import type { List } from './lists.ts'
import type { Search } from './searches.ts'

export interface AskedList {
  readonly name: string
  /** Milliseconds of the first page, and of the hundredth or the last before it. */
  readonly first: readonly number[]
  readonly late: readonly number[]
  readonly latePage: number
  /** On the way to it. */
  readonly between: readonly number[]
  readonly rows: number
}

interface Page {
  readonly items: readonly unknown[]
  readonly next: string | null
}

const limit = 50
const hundredth = 100

/** As a table of the console asks: the first page again and again, then page after page, then a late one again and again. */
export async function askList(reader: Api, { name, path }: List, times: number): Promise<AskedList> {
  const sized = `${path}${path.includes('?') ? '&' : '?'}limit=${limit}`
  await timed(reader, sized)
  const first = await repeat(times, () => timed(reader, sized))
  const between: number[] = []
  let cursor = first.last?.next ?? null
  let late = sized
  let latePage = 1
  while (cursor !== null && latePage < hundredth) {
    late = `${sized}&cursor=${encodeURIComponent(cursor)}`
    const { page, milliseconds } = await timed(reader, late)
    between.push(milliseconds)
    latePage += 1
    cursor = page.next
  }
  const again = latePage === 1 ? null : await repeat(times, () => timed(reader, late))
  return { name, first: first.times, late: again?.times ?? [], latePage, between, rows: first.last?.items.length ?? 0 }
}

/** Each once, from an empty cache. */
export async function askOnce(reader: Api, lists: readonly List[]): Promise<Map<string, number>> {
  const times = new Map<string, number>()
  for (const { name, path } of lists)
    times.set(name, (await timed(reader, `${path}${path.includes('?') ? '&' : '?'}limit=${limit}`)).milliseconds)
  return times
}

export async function askSearches(reader: Api, searches: readonly Search[]): Promise<Map<string, number[]>> {
  const byKind = new Map<string, number[]>()
  for (const { kind, path } of searches) {
    const { milliseconds } = await timed(reader, path)
    byKind.set(kind, [...(byKind.get(kind) ?? []), milliseconds])
  }
  return byKind
}

async function repeat(times: number, body: () => Promise<Timed>): Promise<{ times: number[]; last: Page | null }> {
  const all: number[] = []
  let last: Page | null = null
  for (let index = 0; index < times; index += 1) {
    const { page, milliseconds } = await body()
    all.push(milliseconds)
    last = page
  }
  return { times: all, last }
}

interface Timed {
  readonly page: Page
  readonly milliseconds: number
}

async function timed(reader: Api, path: string): Promise<Timed> {
  const began = performance.now()
  const { status, text } = await reader.ask('GET', path)
  const milliseconds = performance.now() - began
  if (status !== 200) throw new Error(`${path}: ${status} ${text.slice(0, 300)}`)
  return { page: JSON.parse(text) as Page, milliseconds }
}
