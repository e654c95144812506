import type { ImapFlow } from 'imapflow'
import { arrivalOf, mostMailBytes, type Keeping } from './inbox.ts'

/** Reads what is not marked yet. `left`: something could not be kept, and is tried again soon; `more`: there is more to read. */
export type Reading = (client: ImapFlow) => Promise<'done' | 'left' | 'more'>

const kept = 'PulihKept'
const setAside = 'PulihSetAside'
const mostTries = 3
const mostAtOnce = 1_000

/**
 * Each mail is kept, then marked; whoever dies in between keeps it twice under one key, which is once. One that cannot be kept while others
 * can is set aside after three tries, flagged for a person, and holds up nobody. Where nothing can be kept the fault is not the mail's:
 * then nothing is counted.
 */
export function reading({ receive, log, signing, server = null }: Keeping): Reading {
  const tries = new Map<string, number>()
  return async client => {
    const { marks, nameOf } = folderOf(client)
    const failed: number[] = []
    let received = 0
    const found = await unmarked(client, marks.kept)
    for (const uid of found) {
      // What broke the line when it was fetched has been tried too.
      const before = tries.get(nameOf(uid)) ?? 0
      if (before >= mostTries) {
        await putAside(client, uid, marks, 'it could not be kept', log)
        tries.delete(nameOf(uid))
        continue
      }
      const body = await fetched(client, uid, () => tries.set(nameOf(uid), before + 1))
      if (body === 'gone') continue
      if (body === 'too large') {
        await putAside(client, uid, marks, 'it is too large', log)
        continue
      }
      try {
        await receive(arrivalOf(body, null, signing, server))
      } catch {
        failed.push(uid)
        continue
      }
      await client.messageFlagsAdd(String(uid), [...marks.kept], { uid: true })
      tries.delete(nameOf(uid))
      received++
    }
    if (received > 0) for (const uid of failed) tries.set(nameOf(uid), (tries.get(nameOf(uid)) ?? 0) + 1)
    if (failed.length > 0) return 'left'
    return found.length === mostAtOnce ? 'more' : 'done'
  }
}

interface Marks {
  readonly kept: readonly string[]
  readonly setAside: readonly string[]
}

/** How mails are marked here, and how one is called: numbers are given anew when the folder is (UIDVALIDITY, RFC 3501, 2.3.1.1). */
function folderOf({ mailbox }: ImapFlow): { readonly marks: Marks; readonly nameOf: (uid: number) => string } {
  if (!mailbox) throw new Error('the line broke')
  const { permanentFlags, uidValidity } = mailbox
  const takesAny = permanentFlags === undefined || permanentFlags.has('\\*') || permanentFlags.has(kept)
  const mark = takesAny ? kept : '\\Seen'
  return {
    marks: { kept: [mark], setAside: [mark, '\\Flagged', ...(takesAny ? [setAside] : [])] },
    nameOf: uid => `${uidValidity} ${uid}`,
  }
}

async function unmarked(client: ImapFlow, [mark = '\\Seen']: readonly string[]): Promise<readonly number[]> {
  const query = mark === '\\Seen' ? { seen: false } : { unKeyword: mark }
  const found = await client.search({ ...query, deleted: false }, { uid: true })
  if (found === false || found === undefined) throw new Error('the line broke')
  return found.toSorted((one, other) => one - other).slice(0, mostAtOnce)
}

/** Its size is asked before it is fetched. `failing` is called where it cannot be fetched. */
async function fetched(client: ImapFlow, uid: number, failing: () => void): Promise<Buffer | 'gone' | 'too large'> {
  try {
    const head = await client.fetchOne(String(uid), { size: true }, { uid: true })
    if (!head) return 'gone'
    if ((head.size ?? 0) > mostMailBytes) return 'too large'
    const whole = await client.fetchOne(String(uid), { source: true }, { uid: true })
    return whole && whole.source !== undefined ? whole.source : 'gone'
  } catch (reason) {
    failing()
    throw reason
  }
}

async function putAside(client: ImapFlow, uid: number, marks: Marks, why: string, log: Keeping['log']): Promise<void> {
  await client.messageFlagsAdd(String(uid), [...marks.setAside], { uid: true })
  log(`a mail was set aside in the mailbox, flagged for a person: ${why}`)
}
