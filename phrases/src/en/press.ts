/** What a newspaper is told of an outage, where every fact has a line of its own. */
export const press = {
  'press.headline.outage':
    '{sender}: {extent, select, degraded {disturbance of services} other {outage of services}}{hasArea, select, yes {, {area}} other {}}',
  'press.headline.planned': '{sender}: planned work on the network{hasArea, select, yes {, {area}} other {}}',
  'press.headline.over': '{sender}: services work again{hasArea, select, yes {, {area}} other {}}',
  'press.headline.retracted': '{sender} takes back its report of an outage',
  'press.headline.withdrawn': '{sender}: planned work does not take place',
  'press.dateline': '{sender}, {at} (all times: {zone})',
  'press.lead.outage':
    'Since {since} {extent, select, degraded {services of {sender} work worse than usual} other {services of {sender} do not work}}{hasArea, select, yes { in this area: {area}} other {}}. We are working on it.',
  'press.lead.planned':
    '{sender} works on its network from {since} to {until}{hasArea, select, yes { in this area: {area}} other {}}. Services may not work during that time.',
  'press.lead.over':
    'The services of {sender} that were hit since {since} work again since {restoredAt}, after {length}. We are sorry for the trouble.',
  'press.lead.retracted':
    'Our report of an outage since {since} was a mistake: no service was concerned. We apologise.',
  'press.lead.withdrawn': 'The work on the network that was announced for {since} does not take place.',
  'press.known': 'What is known',
  'press.cause': 'Cause: {cause}',
  'press.cause-unknown': 'Cause: not known yet',
  'press.area': 'Area: {area}',
  'press.since': 'Since: {since}',
  'press.until': 'Until: {until}',
  'press.etr': 'Expected to work again by: {etr}',
  'press.etr-unknown': 'Expected to work again by: not known yet',
  'press.restored': 'Works again since: {restoredAt}',
  'press.next-update': 'Next update by: {nextUpdateBy}',
  'press.compensation.automatic': 'Compensation: what is owed to customers comes by itself',
  'press.compensation.claim': 'Compensation: customers can ask for it until {claimUntil}',
  'press.advice.outage':
    'Advice: nobody who is hit has to report it again; whoever wants to hear how it goes on can ask to be told at {url}',
  'press.advice.planned': 'Advice: whoever depends on the connection then should prepare another way',
  'press.advice.over': 'Advice: whoever has no service still should get in touch with us',
  'press.contact': 'Contact: {contact}',
  'press.more': 'How things stand: {url}',
  'press.number': 'Number: {number}',
} as const
