/** Sound of one channel, 16 bits a sample. */
export interface Sound {
  readonly rate: number
  readonly samples: Int16Array
}

export class NotSound extends Error {}

const headerBytes = 44

/** Reads what a voice writes: a header, perhaps with sizes that were not known yet, and samples to the end. Throws {@link NotSound}. */
export function readWav(bytes: Buffer): Sound {
  if (bytes.length < 12 || bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WAVE')
    throw new NotSound('it is no WAV file')
  let rate = 0
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = bytes.toString('latin1', at, at + 4)
    const length = bytes.readUInt32LE(at + 4)
    const content = bytes.subarray(at + 8, at + 8 + length)
    if (name === 'fmt ' && content.length >= 16) {
      const [format, channels, bits] = [content.readUInt16LE(0), content.readUInt16LE(2), content.readUInt16LE(14)]
      if (format !== 1 || channels !== 1 || bits !== 16) throw new NotSound('it is not one channel of 16 bits')
      rate = content.readUInt32LE(4)
    }
    if (name === 'data' && rate > 0) return { rate, samples: samplesIn(content) }
    at += 8 + length + (length % 2)
  }
  throw new NotSound('it has no samples')
}

function samplesIn(content: Buffer): Int16Array {
  const samples = new Int16Array(Math.floor(content.length / 2))
  for (let index = 0; index < samples.length; index++) samples[index] = content.readInt16LE(index * 2)
  return samples
}

export function writeWav({ rate, samples }: Sound): Buffer {
  const bytes = Buffer.alloc(headerBytes + samples.length * 2)
  bytes.write('RIFF', 0, 'latin1')
  bytes.writeUInt32LE(bytes.length - 8, 4)
  bytes.write('WAVEfmt ', 8, 'latin1')
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(1, 22)
  bytes.writeUInt32LE(rate, 24)
  bytes.writeUInt32LE(rate * 2, 28)
  bytes.writeUInt16LE(2, 32)
  bytes.writeUInt16LE(16, 34)
  bytes.write('data', 36, 'latin1')
  bytes.writeUInt32LE(samples.length * 2, 40)
  for (const [index, sample] of samples.entries()) bytes.writeInt16LE(sample, headerBytes + index * 2)
  return bytes
}

export function secondsOf({ rate, samples }: Sound): number {
  return samples.length / rate
}
