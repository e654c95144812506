import {
  cancelNotice,
  holdNotice,
  listNotices,
  previewNotice,
  previewWords,
  releaseNotice,
  startNotice,
  wordNotice,
  type NoticeView,
} from '@pulih/contracts'
import { languages } from '@pulih/kernel'
import type { FastifyInstance } from 'fastify'
import { outageById, type Outage } from '../../outages/index.ts'
import { mount, problem, requireMatch, versioned, type Db, type Platform, type Tx } from '../../platform/index.ts'
import { isBeginning, type Notice, type NoticeAlone } from '../notice.ts'
import * as store from '../notice-store.ts'
import { currentStatement, mannerOf, type Wiring } from '../manner.ts'
import { release } from '../release.ts'
import { pressOf, speakerOf } from './press.ts'
import { previewOf, textsOf } from './preview.ts'

export function noticeRoutes(app: FastifyInstance, wiring: Wiring): void {
  const statementNow = async (platform: Platform, db: Db | Tx, outage: Outage) =>
    currentStatement(db, outage, (await mannerOf(platform, wiring, db)).said)

  mount(app, listNotices, async ({ db, params }) => {
    const notices = await store.noticesOf(db, (await outageById(db, params.outage)).id)
    return { items: await views(db, notices) }
  })

  mount(app, previewNotice, async ({ db, params, query, platform }) => {
    const outage = await outageById(db, params.outage)
    const kept = query.notice === undefined ? null : await noticeOf(db, outage.id, query.notice)
    const kind = kept?.kind ?? query.kind ?? (outage.planned ? 'planned' : 'first')
    const manner = await mannerOf(platform, wiring, db)
    const statement = kept?.statement ?? { ...(await currentStatement(db, outage, manner.said)), version: 1 }
    const speaker = await speakerOf(platform, wiring, manner)
    return previewOf(db, { outage: outage.id, kind, statement, speaker, now: platform.clock.now(), ...manner })
  })

  mount(app, previewWords, async ({ params, body, work, platform }) => {
    const notice = await store.findNotice(work.tx, params.notice)
    if (notice === null) throw problem('messaging.notice-unknown', { notice: params.notice })
    const { kind } = notice
    const statement = { ...notice.statement, words: body.words }
    const manner = await mannerOf(platform, wiring, work.tx)
    const speaker = await speakerOf(platform, wiring, manner)
    return { texts: textsOf({ kind, statement, ...manner }), press: pressOf(kind, statement, speaker) }
  })

  mount(app, startNotice, async ({ params, body, work, platform }) => {
    const { tx, now, actor } = work
    const outage = await outageById(tx, params.outage)
    // Of two at once only one begins.
    await store.lockNotices(tx, outage.id)
    if (!isBeginning(body.kind) && !(await store.isTold(tx, outage.id))) throw problem('messaging.no-beginning')
    if (isBeginning(body.kind) && (await store.isBegun(tx, outage.id))) throw problem('messaging.begun')
    const notice = await store.insertNotice(tx, {
      outageId: outage.id,
      kind: body.kind,
      statement: await statementNow(platform, tx, outage),
      releaseAt: null,
      eventId: null,
      actor: actor.id,
      now,
    })
    if (notice === null) throw new Error('a notice without an event is always kept')
    work.audit('messaging.notice-held', notice.id, {
      outage: outage.number,
      kind: notice.kind,
      version: notice.version,
    })
    return view(tx, notice.id)
  })

  mount(app, holdNotice, async ({ params, work }) => {
    const notice = await held(work.tx, params.notice)
    if (notice.releaseAt !== null) {
      await store.markPaused(work.tx, notice.id)
      work.audit('messaging.notice-paused', notice.id, { kind: notice.kind })
    }
    return view(work.tx, params.notice)
  })

  mount(app, wordNotice, async ({ params, body, work, ifMatch }) => {
    const notice = await held(work.tx, params.notice)
    requireMatch(ifMatch, notice.revision)
    await store.setWords(work.tx, notice.id, body.words)
    work.audit('messaging.notice-worded', notice.id, { languages: Object.keys(body.words).join(', ') })
    const changed = await view(work.tx, notice.id)
    return versioned(changed, changed.revision)
  })

  mount(app, releaseNotice, async ({ params, work, platform }) => {
    const notice = await held(work.tx, params.notice)
    // A story whose beginning was never told has nobody who waits for its end.
    if (!isBeginning(notice.kind) && !(await store.isTold(work.tx, notice.outageId)))
      throw problem('messaging.no-beginning')
    await release(work, notice, await mannerOf(platform, wiring, work.tx))
    return view(work.tx, params.notice)
  })

  mount(app, cancelNotice, async ({ params, work }) => {
    const notice = await held(work.tx, params.notice)
    await store.markCancelled(work.tx, notice.id)
    work.audit('messaging.notice-cancelled', notice.id, { kind: notice.kind })
    return view(work.tx, params.notice)
  })
}

async function noticeOf(db: Db, outage: string, id: string): Promise<NoticeAlone> {
  const found = await store.findNoticeOf(db, outage, id)
  if (found === null) throw problem('messaging.notice-unknown', { notice: id })
  return found
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

async function views(db: Db | Tx, notices: readonly NoticeAlone[]): Promise<NoticeView[]> {
  const ids = notices.map(({ id }) => id)
  const [counts, costs] = await Promise.all([store.countMessages(db, ids), store.costOf(db, ids)])
  return notices.map(({ id, kind, version, state, statement, releaseAt, createdAt, releasedAt, ...notice }) => ({
    notice: id,
    kind,
    version,
    state,
    releaseAt: releaseAt?.toString() ?? null,
    createdAt: createdAt.toString(),
    releasedAt: releasedAt?.toString() ?? null,
    actor: notice.actor,
    words: Object.fromEntries(
      languages.flatMap(each => (statement.words[each] ? [[each, statement.words[each]]] : [])),
    ),
    revision: notice.revision,
    unsaid: notice.unsaid,
    cost: costs.filter(cost => cost.notice === id).map(({ amount, currency }) => ({ amount, currency })),
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
