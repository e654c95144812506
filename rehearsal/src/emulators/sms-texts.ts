import smpp from 'smpp'

/** One short message of a text. */
export interface SmsPart {
  readonly text: string
  readonly header: Buffer | null
  readonly dataCoding: number
}

/** What a telephone makes of what somebody types. */
export function partsOf(text: string, reference: number): readonly SmsPart[] {
  const isPlain = smpp.encodings.ASCII.match(text)
  const dataCoding = isPlain ? 0 : 8
  const unitsOf = (some: string): number => (isPlain ? smpp.encodings.ASCII.encode(some).length : some.length)
  const [alone, ofSeveral] = isPlain ? [160, 153] : [70, 67]
  if (unitsOf(text) <= alone) return [{ text, header: null, dataCoding }]
  const texts = ['']
  for (const character of text) {
    const last = texts.at(-1) ?? ''
    if (unitsOf(last) + unitsOf(character) > ofSeveral) texts.push(character)
    else texts[texts.length - 1] = last + character
  }
  return texts.map((each, index) => ({
    text: each,
    header: Buffer.of(5, 0, 3, reference % 256, texts.length, index + 1),
    dataCoding,
  }))
}

interface Text {
  readonly parts: Map<number, string>
  readonly total: number
}

/** Puts together what came in parts, as a telephone does; what is never complete is never shown. */
export function puttingTogether(): (pdu: smpp.SubmitPdu) => { readonly text: string; readonly parts: number } | null {
  const texts = new Map<string, Text>()
  return pdu => {
    const said = saidIn(pdu)
    const part = partIn(pdu)
    if (part === null) return { text: said, parts: 1 }
    const name = `${pdu.source_addr}/${pdu.destination_addr}/${part.reference}/${part.total}`
    const text = texts.get(name) ?? { parts: new Map<number, string>(), total: part.total }
    texts.set(name, text)
    text.parts.set(part.number, said)
    if (text.parts.size < text.total) return null
    texts.delete(name)
    const inOrder = [...text.parts].toSorted(([one], [other]) => one - other).map(([, each]) => each)
    return { text: inOrder.join(''), parts: part.total }
  }
}

function saidIn({ short_message: short, message_payload: payload }: smpp.SubmitPdu): string {
  const said = short.message.length > 0 ? short.message : (payload?.message ?? '')
  return typeof said === 'string' ? said : said.toString('latin1')
}

function partIn(pdu: smpp.SubmitPdu): { reference: number; total: number; number: number } | null {
  for (const element of pdu.short_message.udh ?? []) {
    const [kind, , ...value] = element
    const [reference, total, number] = kind === 8 ? value.slice(1) : value
    if ((kind === 0 || kind === 8) && reference !== undefined && total !== undefined && number !== undefined)
      return { reference, total, number }
  }
  const { sar_msg_ref_num: reference, sar_total_segments: total, sar_segment_seqnum: number } = pdu
  if (reference === undefined || total === undefined || number === undefined) return null
  return { reference, total, number }
}
