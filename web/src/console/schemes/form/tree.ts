/** Changes to a document by JSON pointer, each giving a new document. A pointer to a thing that is not there changes nothing. */
type Holder = Record<string, unknown> | unknown[]

export function put<Document>(document: Document, pointer: string, value: unknown): Document {
  // Fields say their value again when they are left; that is no change.
  if (at(document, pointer) === value) return document
  return changed(document, pointer, (holder, key) => {
    if (Array.isArray(holder)) holder[Number(key)] = value
    else holder[key] = value
  })
}

export function drop<Document>(document: Document, pointer: string): Document {
  return changed(document, pointer, (holder, key) => {
    if (Array.isArray(holder)) holder.splice(Number(key), 1)
    else delete holder[key]
  })
}

/** Swaps an entry of a list with its neighbour. */
export function move<Document>(document: Document, pointer: string, by: -1 | 1): Document {
  return changed(document, pointer, (holder, key) => {
    const from = Number(key)
    const to = from + by
    if (!Array.isArray(holder) || to < 0 || to >= holder.length) return
    ;[holder[from], holder[to]] = [holder[to], holder[from]]
  })
}

export function at(document: unknown, pointer: string): unknown {
  return namesIn(pointer).reduce<unknown>((value, name) => (isHolder(value) ? entry(value, name) : undefined), document)
}

/** Every pointer that leads to a text or a number, for whoever has to name one. */
export function leavesOf(value: unknown, pointer = ''): string[] {
  if (!isHolder(value)) return [pointer]
  return Object.entries(value).flatMap(([name, inner]) =>
    leavesOf(inner, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  )
}

function changed<Document>(
  document: Document,
  pointer: string,
  change: (holder: Holder, key: string) => void,
): Document {
  const copy = structuredClone(document)
  const names = namesIn(pointer)
  const key = names.pop()
  const holder = names.reduce<unknown>((value, name) => (isHolder(value) ? entry(value, name) : undefined), copy)
  if (key === undefined || !isHolder(holder)) return document
  change(holder, key)
  return copy
}

function entry(holder: Holder, name: string): unknown {
  return Array.isArray(holder) ? holder[Number(name)] : holder[name]
}

function isHolder(value: unknown): value is Holder {
  return typeof value === 'object' && value !== null
}

function namesIn(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map(name => name.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** The same with another text in place of each text. */
export function withTexts<Value>(value: Value, change: (text: string) => string): Value {
  const copy = structuredClone(value)
  const walk = (holder: Holder): void => {
    for (const [name, inner] of Object.entries(holder)) {
      const next = typeof inner === 'string' ? change(inner) : inner
      if (Array.isArray(holder)) holder[Number(name)] = next
      else holder[name] = next
      if (isHolder(inner)) walk(inner)
    }
  }
  if (isHolder(copy)) walk(copy)
  return copy
}
