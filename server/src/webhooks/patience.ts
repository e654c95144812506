import { WebhookPatience } from '@pulih/contracts'
import { defineSetting } from '../platform/index.ts'

/** Twelve attempts with growing delays take about three days. */
export const patienceSetting = defineSetting({
  name: 'webhooks.patience',
  says: 'How often and how long a delivery is tried, after how many days of failing its endpoint is disabled, and how long deliveries are kept.',
  schema: WebhookPatience,
  otherwise: { mostAttempts: 12, mostDays: 3, disableAfterDays: 5, keepDays: 30 },
})
