import type { PortalOutage } from '@pulih/contracts'
import { useSpeech } from '../context.ts'

/** Until when it is expected to last. What was expected and did not come is not promised once more. */
export function Until({ outage }: { readonly outage: Pick<PortalOutage, 'etr'> }) {
  const { say, format } = useSpeech()
  if (outage.etr === null) return <>{say('home.no-until')}</>
  const when = format.moment(outage.etr)
  return <>{isAhead(outage.etr) ? say('home.until', { when }) : say('home.until-passed', { when })}</>
}

/** Whether there is such an instant, and it is still to come. */
export function isAhead(instant: string | null): instant is string {
  return instant !== null && Date.parse(instant) > Date.now()
}
