import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer, getCACertificates, setDefaultCACertificates } from 'node:tls'
import { emulateSmsc } from '@pulih/rehearsal'
import { afterEach, describe, expect, test } from 'vitest'
import { anEsme, anSms, eventually } from './testing/an-esme.ts'

const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

/** A certificate of somebody whom nobody knows; null where there is no `openssl` to make it. */
function aCertificate(): { readonly key: string; readonly cert: string } | null {
  const folder = mkdtempSync(join(tmpdir(), 'pulih-smpp-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const { status } = spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
    ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', cert],
  ])
  const made = status === 0 ? { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') } : null
  rmSync(folder, { recursive: true })
  return made
}

const certificate = aCertificate()

/** A centre behind TLS. */
async function aSecureCentre() {
  const smsc = await emulateSmsc()
  const server = createServer(certificate ?? {}, socket => {
    const inside = connect(smsc.port, '127.0.0.1')
    socket.pipe(inside).pipe(socket)
    socket.on('error', () => inside.destroy())
    inside.on('error', () => socket.destroy())
  })
  server.on('tlsClientError', () => undefined)
  await new Promise<void>(listening => server.listen(0, 'localhost', listening))
  closing.push(async () => {
    await smsc.stop()
    server.close()
  })
  const { provider } = anEsme({ port: (server.address() as AddressInfo).port, host: 'localhost', secure: true })
  closing.push(() => provider.close())
  return { provider, smsc }
}

// `openssl` makes the certificate; a machine without it cannot play the other side.
describe.skipIf(certificate === null)('a line with TLS', () => {
  test('is not opened to somebody whom nobody vouches for', async () => {
    const { provider, smsc } = await aSecureCentre()
    expect(await provider.handOver(anSms())).toMatchObject({ kind: 'refused', isFinal: false })
    expect(provider.health?.()).toContain('self-signed certificate')
    expect(smsc.bound()).toBe(0)
  })

  test('carries messages to whom we trust', async () => {
    const before = getCACertificates('default')
    setDefaultCACertificates([...before, certificate?.cert ?? ''])
    closing.push(() => setDefaultCACertificates(before))
    const { provider, smsc } = await aSecureCentre()

    expect(await provider.handOver(anSms())).toMatchObject({ kind: 'accepted' })
    await provider.close()
    await eventually(() => smsc.bound() === 0)
  })
})
