import type { Telling } from '../telling-setting.ts'
import type { PromisesSetting } from './promises-setting.ts'
import type { Told } from './story-store.ts'
import type { Means } from './steps.ts'

/** What a machine can do for an outage as it stands, and may by what the operator decided. */
export function meansOf(
  { story, held, begun, isStuck }: Told,
  { keepWord, warnMinutes }: PromisesSetting,
  { automatic }: Pick<Telling, 'automatic'>,
): Means {
  const goesOn = story.restoredAt === null && story.retractedAt === null
  return { keepsWord: automatic && keepWord && begun && !isStuck && goesOn, held, warnMinutes }
}
