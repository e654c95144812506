import type { OutageTask } from '@pulih/contracts'
import { sql } from 'kysely'
import type { Db, Tx } from '../platform/index.ts'

interface Row {
  readonly id: string
  readonly title: string
  readonly owner: string | null
  readonly due_at: Temporal.Instant | null
  readonly state: OutageTask['state']
  readonly created_at: Temporal.Instant
  readonly changed_at: Temporal.Instant
  readonly revision: number
}

export type TaskFields = Pick<Row, 'title' | 'owner' | 'due_at' | 'state'>

export async function readTasks(db: Db | Tx, outage: string): Promise<OutageTask[]> {
  const { rows } = await sql<Row>`select * from outages.task where outage_id = ${outage} order by id`.execute(db)
  return rows.map(toTask)
}

export async function lockTask(
  tx: Tx,
  outage: string,
  id: string,
): Promise<(TaskFields & Pick<Row, 'revision'>) | null> {
  const { rows } =
    await sql<Row>`select * from outages.task where outage_id = ${outage} and id = ${id} for update`.execute(tx)
  return rows[0] ?? null
}

export async function insertTask(tx: Tx, outage: string, task: TaskFields, now: Temporal.Instant): Promise<OutageTask> {
  const { rows } = await sql<Row>`
    insert into outages.task (outage_id, title, owner, due_at, state, created_at, changed_at)
    values (${outage}, ${task.title}, ${task.owner}, ${task.due_at}, ${task.state}, ${now}, ${now}) returning *`.execute(
    tx,
  )
  return onlyTask(rows)
}

export async function updateTask(tx: Tx, id: string, task: TaskFields, now: Temporal.Instant): Promise<OutageTask> {
  const { rows } = await sql<Row>`
    update outages.task set title = ${task.title}, owner = ${task.owner}, due_at = ${task.due_at}, state = ${task.state},
      changed_at = ${now}, revision = revision + 1 where id = ${id} returning *`.execute(tx)
  return onlyTask(rows)
}

export async function deleteTask(tx: Tx, id: string): Promise<void> {
  await sql`delete from outages.task where id = ${id}`.execute(tx)
}

export async function countOpenTasks(tx: Tx, outage: string): Promise<number> {
  const { rows } = await sql<{ tasks: number }>`
    select count(*)::integer as tasks from outages.task where outage_id = ${outage} and state in ('open', 'in-progress')`.execute(
    tx,
  )
  return rows[0]?.tasks ?? 0
}

function onlyTask(rows: readonly Row[]): OutageTask {
  const [row] = rows
  if (!row) throw new Error('a task was not written')
  return toTask(row)
}

function toTask(row: Row): OutageTask {
  return {
    id: row.id,
    title: row.title,
    owner: row.owner,
    dueAt: row.due_at?.toString() ?? null,
    state: row.state,
    createdAt: row.created_at.toString(),
    changedAt: row.changed_at.toString(),
    revision: row.revision,
  }
}
