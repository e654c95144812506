import { textOfSeptets } from '@pulih/notices'
import { NotUnderstood } from '../door.ts'
import type { Delivery } from './deliver.ts'

type Read = (octets: Buffer) => string

const inCharset = (name: string): Read => {
  const decoder = new TextDecoder(name)
  return octets => decoder.decode(octets)
}
/** Half a unit of sixteen bits at the end is no character. */
const ucs2: Read = octets => inCharset('utf-16be')(octets.subarray(0, octets.length - (octets.length % 2)))

/** SMPP 3.4, 5.2.19. Zero is what the centre does by itself, which is the alphabet of GSM. */
const readers = new Map<number, Read>([
  [0x00, textOfSeptets],
  [0x01, octets => octets.toString('ascii')],
  [0x03, octets => octets.toString('latin1')],
  [0x06, inCharset('iso-8859-5')],
  [0x07, inCharset('iso-8859-8')],
  [0x08, ucs2],
])

/** What a message says. Throws `NotUnderstood` where it is no text. */
export function textOf({ dataCoding, said }: Delivery): string {
  const read = readers.get(dataCoding) ?? byScheme(dataCoding)
  if (read === undefined) throw new NotUnderstood(`it is no text (data coding ${dataCoding})`)
  return read(said).replaceAll('\0', '')
}

/** 3GPP TS 23.038, 4: some centres pass the coding scheme of the network on as it is. */
function byScheme(scheme: number): Read | undefined {
  if (scheme >= 0x10 && scheme < 0x20) return [textOfSeptets, undefined, ucs2][(scheme >> 2) & 3]
  return (scheme & 0xf4) === 0xf0 ? textOfSeptets : undefined
}
