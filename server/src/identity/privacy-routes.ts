import * as contract from '@pulih/contracts'
import type { FastifyInstance } from 'fastify'
import { mount } from '../platform/index.ts'
import { erasePerson, exportPerson, type PersonalData } from './privacy.ts'

/** What a person may demand of whoever keeps something about him. */
export function privacyRoutes(app: FastifyInstance, holders: readonly PersonalData[]): void {
  mount(app, contract.exportPerson, async ({ body, work }) => {
    const contexts = await exportPerson(work, holders, body)
    return { customer: body.customer, exportedAt: work.now.toString(), contexts }
  })

  mount(app, contract.erasePerson, async ({ body, work }) => {
    const contexts = await erasePerson(work, holders, body)
    return { customer: body.customer, erasedAt: work.now.toString(), contexts }
  })
}
