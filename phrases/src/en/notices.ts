/** What people are told of outages. Short ones travel as SMS: plain words, and no sign that the alphabet of GSM has not. */
export const notices = {
  'notice.first':
    '{sender}: {extent, select, degraded {your service works worse than usual} other {your service does not work}} since {since}{hasArea, select, yes { ({area})} other {}}.',
  'notice.first.nobody':
    '{sender}: {extent, select, degraded {a disturbance} other {an outage}} since {since}{hasArea, select, yes { ({area})} other {}}.',
  'notice.cause': 'Cause: {cause}.',
  'notice.etr': 'We expect it to work again by {etr}.',
  'notice.etr-unknown': 'not known yet',
  'notice.next-update': 'We cannot say yet until when. You hear from us by {nextUpdateBy}.',
  'notice.no-estimate': 'We cannot say yet until when.',
  'notice.update': '{sender}, {number}: {words}',
  'notice.next-word': 'You hear from us again by {nextUpdateBy}.',
  'notice.reopened':
    '{sender}, {number}: it is not over after all, your service does not work again. We are sorry, and at work on it.',
  'notice.still-working': 'We are still working on it.',
  'notice.etr-changed': '{sender}, {number}: by our new estimate it works again by {etr}.',
  'notice.etr-withdrawn':
    '{sender}, {number}: it takes longer than we thought.{hasNext, select, yes { You hear from us by {nextUpdateBy}.} other {}}',
  'notice.restored':
    '{sender}, {number}: it works again since {restoredAt}, after {length}. We are sorry for the trouble. If it does not work for you, please tell us.',
  'notice.retracted':
    '{sender}: our message of an outage since {since} was a mistake, your service is not concerned. We apologise.',
  'notice.retracted.planned':
    '{sender}: the planned work from {since} to {until} of which we told you does not take place. Your service is not concerned.',
  'notice.planned':
    '{sender}: planned work from {since} to {until}{hasArea, select, yes { ({area})} other {}}. Your service may not work then.',
  'notice.reminder':
    '{sender}: a reminder of the planned work from {since} to {until}. Your service may not work then.',
  'notice.credit': '{sender}: you get {amount} for {number}.',
  'notice.credit.reason':
    '{nature, select, correction {This corrects what you got before} goodwill {We give it as goodwill} other {Why you get it}}: {rules}.',
  'notice.credit.goodwill': 'Of this we give {goodwill} as goodwill.',
  'notice.credit.claim':
    '{claim, select, some {You have to ask for a part of it by {claimUntil}.} other {You have to ask for it by {claimUntil}.}}',
  'notice.credit.others': 'others',
  'notice.credit.outage-unnamed': 'an outage',
  'notice.credit.rule-unnamed': 'compensation for an outage',
  'notice.compensation.automatic': 'What is owed to you for it comes by itself.',
  'notice.compensation.claim': 'You can ask for compensation until {claimUntil}.',
  'notice.more': 'More: {url}',
  'notice.stop': 'No more of these messages: answer {keyword}.',

  'notice.voice.greeting': 'Good day, this is {sender}.',
  'notice.voice.outage':
    '{extent, select, degraded {Your service works worse than usual} other {Your service does not work}} since {since}.',
  'notice.voice.planned':
    'We are working on the network from {since} to {until}. Your service may not work during that time.',
  'notice.voice.area': 'This concerns {area}.',
  'notice.voice.sorry': 'We are sorry for the trouble.',
  'notice.voice.number': 'The number of this outage is {number}.',
  'notice.voice.stay': 'To speak to one of us, please stay on the line.',

  'notice.subject.first':
    '{extent, select, degraded {Your service is disturbed} other {Your service does not work}}: {number}',
  'notice.subject.first.nobody': '{extent, select, degraded {A disturbance} other {An outage}}: {number}',
  'notice.subject.update': 'What is new about {number}',
  'notice.subject.restored': 'Your service works again: {number}',
  'notice.subject.reopened': 'It is not over after all: {number}',
  'notice.subject.retracted': 'Our message was a mistake: {number}',
  'notice.subject.retracted.planned': 'The planned work does not take place: {number}',
  'notice.subject.planned': 'Planned work from {since}: {number}',
  'notice.subject.credit': 'You get {amount}: {number}',
  'notice.greeting': 'Good day,',
  'notice.closing': 'Your {sender}',
  'notice.mail.open': 'See how things stand',
  'notice.mail.why':
    '{isCustomer, select, yes {You get this mail because it concerns your service from {sender}.} other {You get this mail because you asked {sender} to tell you of outages.}}',
  'notice.mail.stop': 'Get no more of these mails',

  'answer.subject': 'From {sender}',
  'answer.stopped': '{sender}: you get no more messages here. To get them again answer START.',
  'answer.subscribed': '{sender}: from now on you are told of outages here. To get no more answer {keyword}.',
  'answer.started': '{sender}: you get our messages here again. To get no more answer {keyword}.',
  'answer.help': '{sender}: answer STATUS to hear how your line is, {keyword} to get no more messages. {url}',
  'answer.unknown': '{sender}: we do not know whose line this is. All outages: {url}',
  'answer.by-link':
    '{sender}: somebody asked by mail, in your name, to change whether you get our messages. If it was you, do it here: {url}',
  'answer.noted':
    '{sender}: thank you, we have noted that it does not work for you. We know of no outage there yet; if it goes on, please call us. All outages: {url}',
  'answer.nothing-known':
    '{sender}: we know of no outage that hits you. If it does not work, please call us. All outages: {url}',
} as const
