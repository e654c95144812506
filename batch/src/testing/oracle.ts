import type { AmountNode, BaseColumn, BatchPlan, RefusalReason } from '../plan.ts'

/** What a run must give, worked out row by row with bigints and strings, as slowly and plainly as can be. */
export interface Expected {
  readonly out: readonly string[]
  /** `row,column,reason` */
  readonly rejected: readonly string[]
  readonly hit: number
  readonly ok: number
  readonly totals: readonly (readonly [bigint, bigint, bigint])[]
  readonly owed: readonly number[]
  readonly areaServices: readonly number[]
  readonly exposureServices: readonly number[]
}

type Figures = [bigint, bigint, bigint]

export function expectedOf(plan: BatchPlan, text: string, separator: string, mode: 'owed' | 'hit'): Expected {
  const [headerLine = '', ...lines] = text.split('\n')
  const names = headerLine.replace(/\r$/, '').split(separator)
  const out: string[] = []
  const rejected: string[] = []
  const services = new Set<string>()
  const totals = plan.schemes.map((): Figures => [0n, 0n, 0n])
  const owed = plan.schemes.map(() => 0)
  const areaServices = plan.areaNames.map(() => 0)
  const exposureServices = Array.from({ length: plan.exposures }, () => 0)
  let hit = 0
  let ok = 0

  for (const [at, raw] of lines.entries()) {
    const line = raw.replace(/\r$/, '')
    if (line === '') continue
    const row = readRow(plan, names, line, separator, services)
    if ('reason' in row) {
      rejected.push(`${at + 2},${row.column},${row.reason}`)
      continue
    }
    ok++
    services.add(row.service)
    if (row.exposure < 0) continue
    hit++
    exposureServices[row.exposure] = (exposureServices[row.exposure] ?? 0) + 1
    if (row.area >= 0) areaServices[row.area] = (areaServices[row.area] ?? 0) + 1
    const amounts = figuresOf(plan, row)
    for (const [scheme, { id }] of plan.schemes.entries()) {
      const figures = amounts[scheme] ?? [0n, 0n, 0n]
      const isOwed = figures.some(amount => amount > 0n)
      if (isOwed) {
        owed[scheme] = (owed[scheme] ?? 0) + 1
        for (const figure of [0, 1, 2] as const) {
          const sum = totals[scheme]
          if (sum) sum[figure] += figures[figure]
        }
      }
      if (mode === 'owed' ? isOwed : applies(row, scheme)) {
        const money = figures.map(amount => decimal(amount, plan.currencyDigits))
        out.push([quoted(row.service), quoted(id), row.exposure, ...money].join(','))
      }
    }
  }
  return { out, rejected, hit, ok, totals, owed, areaServices, exposureServices }
}

interface Row {
  readonly service: string
  readonly exposure: number
  readonly area: number
  readonly mask: number
  readonly bases: ReadonlyMap<BaseColumn, bigint>
}

type Refusal = { readonly reason: RefusalReason; readonly column: string }

function readRow(
  plan: BatchPlan,
  names: readonly string[],
  line: string,
  separator: string,
  before: Set<string>,
): Row | Refusal {
  const fields = split(line, separator)
  if (!fields) return { reason: 'broken-quotes', column: '' }
  if (fields.length < names.length) return { reason: 'too-few-fields', column: '' }
  if (fields.length > names.length) return { reason: 'too-many-fields', column: '' }
  const field = (name: string): string => fields[names.indexOf(name)] ?? ''
  const refusals: Refusal[] = []
  const refuse = (reason: RefusalReason, column: string): void => void refusals.push({ reason, column })

  if (field('currency') !== '' && field('currency') !== plan.currency) refuse('wrong-currency', 'currency')
  const usesElement = plan.elements !== null && names.includes('element')
  const usesArea = plan.areas !== null && names.includes('area')
  const place = (name: 'element' | 'area', list: readonly string[], reason: RefusalReason): number => {
    const at = list.indexOf(field(name))
    if (field(name) === '') {
      if (!(usesElement && usesArea)) refuse('missing-value', name)
    } else if (at < 0) refuse(reason, name)
    return at
  }
  const element = usesElement ? place('element', plan.elements, 'unknown-element') : -1
  const area = usesArea ? place('area', plan.areas, 'unknown-area') : -1
  if (usesElement && usesArea && field('element') === '' && field('area') === '') refuse('missing-value', 'element')

  let profile = 0
  for (const { name, values, fallback, open } of plan.profileColumns) {
    let value = values.indexOf(field(name))
    if (field(name) === '') {
      value = fallback
      if (fallback < 0) refuse('missing-value', name)
    } else if (value < 0) {
      if (open) value = covering(values, field(name))
      else refuse('unknown-word', name)
    }
    profile = profile * values.length + Math.max(0, value)
  }

  let day = 1
  const dayText = field('cycle_day')
  if (/^-?\d+$/.test(dayText)) {
    day = Number(dayText)
    if (day < 1 || day > 28 || dayText.length > 2) refuse('out-of-range', 'cycle_day')
  } else if (dayText !== '') refuse('not-a-number', 'cycle_day')

  const bases = new Map<BaseColumn, bigint>()
  for (const base of new Set<BaseColumn>(['monthly_fee', ...plan.bases])) {
    const amount = money(field(base), plan.currencyDigits)
    if (typeof amount === 'bigint') bases.set(base, amount)
    else if (amount === 'missing-value' && base !== 'monthly_fee') bases.set(base, 0n)
    else refuse(amount, base)
  }

  const service = field('service')
  if (service === '') refuse('missing-value', 'service')
  else if (Buffer.byteLength(service) > 128) refuse('too-long', 'service')
  else if (refusals.length === 0 && before.has(service)) refuse('duplicate', 'service')
  const first = refusals[0]
  if (first) return first

  const byElement = element < 0 ? 0 : (plan.elementSignature[element] ?? 0)
  const byArea = area < 0 ? 0 : (plan.areaSignature[area] ?? 0)
  const signature = plan.signaturePair
    ? (plan.signaturePair.table[byElement * plan.signaturePair.areaSignatures + byArea] ?? 0)
    : plan.elements
      ? byElement
      : byArea
  const exposure =
    plan.exposureOf[(signature * 28 + day - 1) * plan.segments + (plan.profileSegment[profile] ?? 0)] ?? -1
  const ownArea = area < 0 ? -1 : plan.areaNames.indexOf(plan.areas?.[area] ?? '')
  const sumArea = ownArea >= 0 || element < 0 ? ownArea : (plan.elementArea[element] ?? -1)
  return { service, exposure, area: sumArea, mask: plan.profileSchemes[profile] ?? 0, bases }
}

/** The longest value of which the code is a part, or the last. */
function covering(values: readonly string[], code: string): number {
  const covers = values.filter(value => code.startsWith(`${value}-`) || code.startsWith(`${value}.`))
  const [longest] = covers.toSorted((a, b) => b.length - a.length)
  return longest === undefined ? values.length - 1 : values.indexOf(longest)
}

function applies(row: Row, scheme: number): boolean {
  return ((row.mask >>> scheme) & 1) === 1
}

function split(line: string, separator: string): string[] | undefined {
  const fields: string[] = []
  let rest = line
  for (;;) {
    const match = rest.startsWith('"') ? /^"((?:[^"]|"")*)"/.exec(rest) : [rest.split(separator)[0] ?? '']
    if (!match) return undefined
    const text = match[0] ?? ''
    if (!rest.startsWith('"') && text.includes('"')) return undefined
    fields.push(rest.startsWith('"') ? (match[1] ?? '').replaceAll('""', '"') : text)
    rest = rest.slice(text.length)
    if (rest === '') return fields
    if (!rest.startsWith(separator)) return undefined
    rest = rest.slice(1)
  }
}

function money(text: string, digits: number): bigint | RefusalReason {
  if (text === '') return 'missing-value'
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)
  if (!match) return 'not-a-number'
  if (match[1] === '-') return 'negative'
  const decimals = match[3] ?? ''
  if (/[1-9]/.test(decimals.slice(digits))) return 'too-many-decimals'
  const amount = BigInt((match[2] ?? '') + decimals.slice(0, digits).padEnd(digits, '0'))
  return amount > 10n ** 15n ? 'too-large' : amount
}

function figuresOf(plan: BatchPlan, row: Row): Figures[] {
  const amounts = plan.schemes.map(({ minimum, recommended, maximum }, scheme): Figures => {
    const [a, b, c] = [minimum, recommended, maximum].map(({ shapes }) =>
      applies(row, scheme)
        ? shapes.reduce(
            (sum, { tree, slots, slotCount }) =>
              sum + valueOf(tree, row, slot => slots[(plan.lineOf[row.exposure] ?? 0) * slotCount + slot] ?? 0n),
            0n,
          )
        : 0n,
    )
    const figures = [a ?? 0n, b ?? 0n, c ?? 0n]
    const [least = 0n, , greatest = 0n] = figures.toSorted((one, other) => Number(one - other))
    return [least, b ?? 0n, greatest]
  })
  for (const step of plan.stacking) {
    for (const figure of [0, 1, 2] as const) {
      const of = (scheme: number): bigint => amounts[scheme]?.[figure] ?? 0n
      const set = (scheme: number, amount: bigint): void => {
        const figures = amounts[scheme]
        if (figures) figures[figure] = amount
      }
      if (step.kind === 'greatest') {
        const winner = step.schemes.reduce((best, scheme) => (of(scheme) > of(best) ? scheme : best))
        for (const scheme of step.schemes) if (scheme !== winner) set(scheme, 0n)
      } else if (step.kind === 'set-off') {
        const left = of(step.scheme) - of(step.by)
        set(step.scheme, left < 0n ? 0n : left)
      } else if (step.to.some(scheme => of(scheme) > 0n)) set(step.scheme, 0n)
    }
  }
  return amounts
}

function valueOf(node: AmountNode, row: Row, slot: (at: number) => bigint): bigint {
  switch (node.op) {
    case 'slot':
      return slot(node.slot)
    case 'base':
      return row.bases.get(node.base) ?? 0n
    case 'scale':
      return valueOf(node.of, row, slot) * slot(node.slot)
    case 'sum':
      return node.of.reduce((sum, part) => sum + valueOf(part, row, slot), 0n)
    case 'max':
      return node.of.map(part => valueOf(part, row, slot)).reduce((a, b) => (a > b ? a : b))
    case 'min':
      return node.of.map(part => valueOf(part, row, slot)).reduce((a, b) => (a < b ? a : b))
    case 'round': {
      const divisor = slot(node.divisorSlot) * BigInt(node.unit)
      const value = valueOf(node.of, row, slot)
      const down = value / divisor
      const twice = (value - down * divisor) * 2n
      const more = {
        'half-away': twice >= divisor,
        'half-even': twice > divisor || (twice === divisor && down % 2n === 1n),
        up: twice > 0n,
        down: false,
      }[node.mode]
      return (down + (more ? 1n : 0n)) * BigInt(node.unit)
    }
  }
}

function decimal(amount: bigint, digits: number): string {
  const text = amount.toString().padStart(digits + 1, '0')
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
}

function quoted(text: string): string {
  return /[",\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
