import { createStatusLink, getStatuspage, importHistory } from '@pulih/contracts'
import type { FastifyInstance } from 'fastify'
import { mount, problem } from '../platform/index.ts'
import { servicesByKey } from '../subscribers/index.ts'
import { signLink } from '../status-host/keys.ts'
import { numberForm } from '../status-host/numbers.ts'
import { takeHistory } from './import-history.ts'
import { pageKeys } from './key.ts'
import { readPage } from './page-setting.ts'
import { isGoingOn } from './public-outage.ts'
import { publicOutages } from '../outages/index.ts'
import { readPublication } from './store.ts'

export function statuspageRoutes(app: FastifyInstance): void {
  mount(app, getStatuspage, async ({ db, platform }) => {
    const { url, languages } = await readPage(db, platform.config)
    const { revision, publishedAt } = await readPublication(db)
    const { open } = await publicOutages(db, 0)
    const now = platform.clock.now()
    const count = (planned: boolean) =>
      open.filter(outage => outage.planned === planned && isGoingOn(outage, now)).length
    return {
      url,
      revision,
      publishedAt: publishedAt?.toString() ?? null,
      open: count(false),
      planned: count(true),
      languages: [...languages],
    }
  })

  mount(app, createStatusLink, async ({ body, work, platform }) => {
    const { service, days = 30 } = body
    const [found] = await servicesByKey(platform.db, [service])
    if (!found) throw problem('statuspage.unknown-service', { service })
    const { url } = await readPage(work.tx, platform.config)
    const keys = pageKeys(platform.config)
    const expires = work.now.add({ hours: days * 24 })
    return {
      url: `${url}/me/${signLink(keys, keys.hash(numberForm(found.key)), expires)}`,
      expiresAt: expires.toString(),
    }
  })

  mount(app, importHistory, ({ body, work }) => takeHistory(work, body))
}
