import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chromium, type Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { watch } from './browsing.ts'
import { chromiumPath } from './chromium.ts'
import { faultsOf } from './look.ts'

const path = chromiumPath()
const page = `<!doctype html><html lang="en"><title>Bad</title><main><h1>Bad</h1>
  <button></button><p style="width: 700px">wide</p><script>document.title = 'never'</script><img alt="" src="/nowhere.png">
  <img alt="" src="http://127.0.0.2:9/elsewhere.png"></main></html>`

// Without a browser there is nothing that could be seen to be watched.
describe.skipIf(path === null)('a page on which everything is wrong', () => {
  let server: Server
  let browser: Browser
  beforeAll(async () => {
    server = createServer((request, reply) => {
      const policy = "default-src 'self' http:; script-src 'self'; style-src 'unsafe-inline'"
      reply.writeHead(request.url === '/' ? 200 : 404, {
        'content-type': 'text/html',
        'content-security-policy': policy,
      })
      reply.end(page)
    })
    await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
    browser = await chromium.launch({ executablePath: path ?? '', args: ['--no-sandbox', '--disable-dev-shm-usage'] })
  })
  afterAll(async () => {
    await browser.close()
    server.close()
  })

  test('is caught at each of them', async () => {
    const { port } = server.address() as AddressInfo
    const url = `http://127.0.0.1:${port}`
    const complaints: string[] = []
    const tab = await (await browser.newContext()).newPage()
    watch(tab, [url], [], complaints)
    await tab.goto(url)
    const faults = (await faultsOf(tab, 'guards')).join('\n')

    expect(faults).toContain('at 360 px it is 7')
    expect(faults).toContain('at 1440 px button-name')
    expect(faults).not.toContain('at 1440 px it is')
    const said = complaints.join('\n')
    expect(said).toContain('Content Security Policy')
    expect(said).toContain('404 (Not Found)')
    expect(said).toContain('asked http://127.0.0.2:9')
  })
})
