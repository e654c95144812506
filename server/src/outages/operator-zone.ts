import { isTimeZone } from '@pulih/kernel'
import { Type } from 'typebox'
import { defineSetting, readSetting, type Db, type Tx } from '../platform/index.ts'

/** Of the operator's setting only where he is, which says when the days of services begin of which nothing else is known. */
export const operatorZone = defineSetting({
  name: 'compensation.operator',
  says: 'Where the operator is.',
  schema: Type.Object({ timeZone: Type.String() }),
  otherwise: { timeZone: 'Europe/Warsaw' },
})

/** A zone that does not exist is refused where money is computed with it; here it would keep every list from being made. */
export async function readOperatorZone(db: Db | Tx): Promise<string> {
  const { timeZone } = await readSetting(db, operatorZone)
  return isTimeZone(timeZone) ? timeZone : 'UTC'
}
