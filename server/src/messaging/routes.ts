import { cancelNotice, listNotices, previewNotice, releaseNotice, type NoticeView } from '@pulih/contracts'
import { languages } from '@pulih/kernel'
import { MissingFact, smsOf } from '@pulih/notices'
import type { FastifyInstance } from 'fastify'
import { outageById, publicStatements } from '../outages/index.ts'
import { mount, problem, readSetting, type Db, type Tx } from '../platform/index.ts'
import { countAudience } from './audience.ts'
import { isBeginning, type Notice } from './notice.ts'
import * as store from './notice-store.ts'
import { render } from './render.ts'
import { statementOf } from './statement-of.ts'
import { reachOf, release, type Wiring } from './tell.ts'
import { tellingSetting } from './telling-setting.ts'

export function messagingRoutes(app: FastifyInstance, wiring: Wiring): void {
  mount(app, listNotices, async ({ db, params }) => {
    const notices = await store.noticesOf(db, (await outageById(db, params.outage)).id)
    return { items: await views(db, notices) }
  })

  mount(app, previewNotice, async ({ db, params, query, platform }) => {
    const outage = await outageById(db, params.outage)
    const telling = await readSetting(db, tellingSetting)
    const kind = query.kind ?? (outage.planned ? 'planned' : 'first')
    const [last = null] = await publicStatements(db, [outage.id], 1)
    const pageUrl = await wiring.pageUrl(platform)
    const statement = { ...statementOf({ outage, last, pageUrl, language: telling.language }), version: 1 }
    const reach = await reachOf(platform, wiring, telling)
    const texts = telling.channels.flatMap(channel =>
      languages.map(language => {
        try {
          const words = render(channel, { kind, statement, language, timeZone: reach.timeZone }, telling)
          const segments = channel === 'sms' ? smsOf(words.text).segments.length : null
          return { channel, language, ...words, segments, missing: null }
        } catch (reason) {
          if (!(reason instanceof MissingFact)) throw reason
          return { channel, language, subject: '', text: '', segments: null, missing: reason.fact }
        }
      }),
    )
    // Those who are told how a story goes on are those who heard its beginning; here everybody is counted whom it hits now.
    return { people: [...(await countAudience(db, outage.id, reach))], texts }
  })

  mount(app, releaseNotice, async ({ params, work, platform }) => {
    const notice = await held(work.tx, params.notice)
    const telling = await readSetting(work.tx, tellingSetting)
    // A story whose beginning was never told has nobody who waits for its end.
    if (!isBeginning(notice.kind) && (await store.beginningOf(work.tx, notice.outageId)) === null)
      throw problem('messaging.not-held', { notice: notice.id, state: 'without a beginning' })
    await release(work, notice, await reachOf(platform, wiring, telling))
    return view(work.tx, params.notice)
  })

  mount(app, cancelNotice, async ({ params, work }) => {
    const notice = await held(work.tx, params.notice)
    await store.markCancelled(work.tx, notice.id)
    work.audit('messaging.notice-cancelled', notice.id, { kind: notice.kind })
    return view(work.tx, params.notice)
  })
}

async function held(tx: Tx, id: string): Promise<Notice> {
  const notice = await store.lockNotice(tx, id)
  if (notice === null) throw problem('messaging.notice-unknown', { notice: id })
  if (notice.state !== 'held') throw problem('messaging.not-held', { notice: id, state: notice.state })
  return notice
}

async function view(db: Db | Tx, id: string): Promise<NoticeView> {
  const notice = await store.findNotice(db, id)
  const [found] = notice ? await views(db, [notice]) : []
  if (!found) throw problem('messaging.notice-unknown', { notice: id })
  return found
}

async function views(db: Db | Tx, notices: readonly Notice[]): Promise<NoticeView[]> {
  const counts = await store.countMessages(
    db,
    notices.map(({ id }) => id),
  )
  return notices.map(({ id, kind, version, state, releaseAt, createdAt, releasedAt, actor }) => ({
    notice: id,
    kind,
    version,
    state,
    releaseAt: releaseAt?.toString() ?? null,
    createdAt: createdAt.toString(),
    releasedAt: releasedAt?.toString() ?? null,
    actor,
    messages: { ...none, ...counts.get(id) },
  }))
}

const none: NoticeView['messages'] = {
  waiting: 0,
  sending: 0,
  doubtful: 0,
  sent: 0,
  delivered: 0,
  read: 0,
  failed: 0,
  cancelled: 0,
}
