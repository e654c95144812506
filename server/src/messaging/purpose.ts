/** What customers consent to, or not: messages about outages. */
export const outageNotices = 'outage-notices'
