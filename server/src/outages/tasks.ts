import type { addTask as addRoute, BodyOf, changeTask as changeRoute, OutageTask } from '@pulih/contracts'
import { problem, requireMatch, type Work } from '../platform/index.ts'
import { insertEntry } from './history-store.ts'
import { instantOr, instantOrNull } from './instants.ts'
import { requireNotRetracted, type Outage } from './outage.ts'
import { deleteTask, insertTask, lockTask, readTasks, updateTask, type TaskFields } from './task-store.ts'

/** Enough for any outage, and few enough to be read at once. */
const limit = 200

/** A task at the version that the caller has seen. */
interface OneTask {
  readonly id: string
  readonly ifMatch: string | null
}

/** Adds a task to a locked outage. */
export async function addTask(
  work: Work,
  outage: Outage,
  { title, owner, dueAt }: BodyOf<typeof addRoute>,
): Promise<OutageTask> {
  requireNotRetracted(outage)
  if (outage.status === 'closed') throw problem('outages.already-closed', { outage: outage.number })
  if ((await readTasks(work.tx, outage.id)).length >= limit) throw problem('outages.too-many-tasks', { limit })
  const fields: TaskFields = { title, owner: owner ?? null, due_at: instantOrNull(dueAt), state: 'open' }
  const task = await insertTask(work.tx, outage.id, fields, work.now)
  await onTimeline(work, outage, 'task-added', task.id, { title })
  return task
}

export async function changeTask(
  work: Work,
  outage: Outage,
  { id, ifMatch }: OneTask,
  given: BodyOf<typeof changeRoute>,
): Promise<OutageTask> {
  const before = await requireTask(work, outage, { id, ifMatch })
  const after: TaskFields = {
    title: given.title ?? before.title,
    owner: given.owner === undefined ? before.owner : given.owner,
    due_at: instantOr(given.dueAt, before.due_at),
    state: given.state ?? before.state,
  }
  const task = await updateTask(work.tx, id, after, work.now)
  await onTimeline(work, outage, 'task-changed', id, { title: after.title, state: after.state })
  return task
}

export async function removeTask(work: Work, outage: Outage, { id, ifMatch }: OneTask): Promise<void> {
  const { title } = await requireTask(work, outage, { id, ifMatch })
  await deleteTask(work.tx, id)
  await onTimeline(work, outage, 'task-removed', id, { title })
}

async function requireTask(work: Work, outage: Outage, { id, ifMatch }: OneTask): Promise<TaskFields> {
  const task = await lockTask(work.tx, outage.id, id)
  if (!task) throw problem('outages.task-not-found', { task: id })
  requireMatch(ifMatch, task.revision)
  return task
}

async function onTimeline(
  work: Work,
  { id }: Outage,
  kind: 'task-added' | 'task-changed' | 'task-removed',
  task: string,
  said: Readonly<Record<string, string>>,
): Promise<void> {
  await insertEntry(work.tx, id, work.now, work.actor.id, {
    kind,
    public: false,
    text: said['title'] ?? null,
    data: { task, ...said },
  })
  work.audit(`outages.${kind}`, id, { task })
}
