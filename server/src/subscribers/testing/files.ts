import type { Harness } from '../../../test/harness.ts'
import { network } from '../../network/index.ts'
import { imported, importHarness } from '../../network/testing/importing.ts'
import { subscribers } from '../index.ts'

export const smallNetwork = [
  'element,kind,parents,area,longitude,latitude',
  'pop-1,pop,,14.65,21.0,52.2',
  'pop-2,pop,,14.65,21.1,52.3',
  'olt-1,olt,pop-1|pop-2,14.65,21.0,52.2',
  'olt-2,olt,pop-1,14.66,21.5,52.5',
  'pon-1,pon,olt-1,14.65,21.01,52.21',
  'pon-2,pon,olt-2,14.66,21.51,52.51',
]

export const smallServices = [
  'service,customer_id,customer,element,area,kind,monthly_fee,fee_before_discount,plan,login,segment,since,currency',
  's-1,c-1,,pon-1,,internet,60.00,80.00,Fibre 300,anna@isp,home,2024-03-01,PLN',
  's-2,c-1,,pon-1,,tv,20,,TV,,home,2024-03-01,PLN',
  's-3,c-2,,pon-2,,internet,99.99,,Fibre 1000,biuro@isp,office,,PLN',
]

export const smallCustomers = [
  'customer,kind,name,language,segment',
  'c-1,consumer,Anna Nowak,pl,home',
  'c-2,business,"Biuro ""Wisła"", sp. z o.o.",pl,office',
]

/** A server with a network, two customers and three services. */
export async function smallOperator(): Promise<Harness> {
  const h = await importHarness([network, subscribers])
  await imported(h, 'elements', smallNetwork)
  await imported(h, 'customers', smallCustomers)
  await imported(h, 'services', smallServices)
  return h
}
