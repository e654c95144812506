import * as contract from '@pulih/contracts'
import type { FastifyInstance } from 'fastify'
import { mount, page, readCursor, requireMatch, versioned } from '../platform/index.ts'
import { changeStaff, createStaff, disableStaff, enableStaff, resetStaff } from './manage-staff.ts'
import { signedIn } from './authenticate.ts'
import { listNames, listStaff, lockStaff, readStaff } from './staff-store.ts'
import { staffView } from './views.ts'

/** Who works here and with which roles. */
export function staffRoutes(app: FastifyInstance): void {
  mount(app, contract.listStaff, async ({ query, db }) => {
    const [after = null] = readCursor(query.cursor, 1) ?? []
    const limit = query.limit ?? 50
    const rows = await listStaff(db, { role: query.role ?? null, after, limit })
    return page(rows, limit, ({ login }) => [login], staffView)
  })

  mount(app, contract.listPeople, async ({ query, actor, db }) => {
    signedIn(actor)
    return { items: await listNames(db, query.ids.split(',')) }
  })

  mount(app, contract.readStaff, async ({ params, db }) => {
    const staff = await readStaff(db, params.staff)
    return versioned(staffView(staff), staff.revision)
  })

  mount(app, contract.createStaff, async ({ body, work }) => {
    const { staff, password } = await createStaff(work, body)
    return { staff: staffView(staff), password }
  })

  mount(app, contract.changeStaff, async ({ params, body, work, ifMatch }) => {
    const before = await lockStaff(work.tx, params.staff)
    requireMatch(ifMatch, before.revision)
    const staff = await changeStaff(work, before, body)
    return versioned(staffView(staff), staff.revision)
  })

  mount(app, contract.disableStaff, async ({ params, work }) => {
    const { staff, ...counts } = await disableStaff(work, params.staff)
    return { staff: staffView(staff), ...counts }
  })

  mount(app, contract.enableStaff, async ({ params, work }) => staffView(await enableStaff(work, params.staff)))

  mount(app, contract.resetStaff, async ({ params, body, work }) => {
    const { staff, ...rest } = await resetStaff(work, params.staff, body.keys ?? 'revoke')
    return { staff: staffView(staff), ...rest }
  })
}
