export const networkProblems = {
  'problem.messaging.channel-unknown': 'There is no channel {channel}.',
  'problem.messaging.audio-unknown': 'There is no such announcement any more.',
  'problem.messaging.channel-exists':
    'There is a channel {channel} already, or another one that reaches people in the same way.',
  'problem.messaging.notice-unknown': 'There is no such notice: {notice}.',
  'problem.messaging.not-held': 'The notice is not held any more.',
  'problem.messaging.channel-closed':
    'Nothing is sent through this channel: {channel}.',
  'problem.messaging.bad-contact':
    'Nobody can be reached at this address through {channel}.',
  'problem.messaging.place-unknown':
    'There is no such place of which anybody could be told now: {key}.',
  'problem.messaging.zone-unknown':
    'There is no time zone {zone}.',
  'problem.messaging.too-often':
    'Too often. Try again in {seconds, plural, one {# second} other {# seconds}}.',
  'problem.messaging.wrong-code':
    'The code or link is wrong, was used before, or came too late.',
  'problem.messaging.link-unknown':
    'The link opens nothing.',
  'problem.messaging.subscription-unknown':
    'There is no such subscription: {subscription}.',
  'problem.messaging.subscription-exists':
    'This address is told of this place already.',
  'problem.network.element-not-found': 'There is no element {element}. Import the network first, or mend the key.',
  'problem.network.unknown-parent': 'The parent {parent} of {element} is not there or is retired. Add it first.',
  'problem.network.circle': 'With these parents {element} would hang on itself. Name others.',
  'problem.network.still-feeds':
    '{element} still feeds other elements. Move them to another parent before it is retired.',
  'problem.network.import-not-found': 'There is no such import.',
  'problem.network.import-over':
    '{status, select, done {The import is done} refused {The file was refused} failed {The import failed} stopped {The import was stopped already} other {The import is over}}: there is nothing left to stop.',
  'problem.network.unknown-kind': '“{kind}” is nothing that is imported here. Possible are: {kinds}.',
  'problem.network.wrong-media-for-kind': '“{kind}” cannot be imported from a file of the type {media}.',
  'problem.network.unknown-zone': 'There is no time zone {zone}. Write, for example, Europe/Warsaw.',
  'problem.statuspage.unknown-service': 'There is no service {service}.',
  'problem.subscribers.customer-not-found': 'There is no customer {customer}.',
  'problem.subscribers.service-not-found': 'There is no service {service}.',
  'problem.subscribers.contact-not-found': 'The customer {customer} has no such contact any more.',
  'problem.subscribers.consent-not-found': 'The customer {customer} has no such consent any more.',
  'problem.subscribers.contact-exists':
    'The customer has this contact already. Change the other one, or leave the address as it is.',
  'problem.subscribers.withdrawn-before-granted': 'The consent was given at {granted}. Name a later time.',
  'problem.subscribers.erased':
    'The customer was erased: nothing personal is kept of {customer} any more, and that is final.',
  'problem.alarms.source-not-found': 'There is no alarm source {source}.',
  'problem.alarms.source-taken': 'There is an alarm source {source} already. Choose another name.',
  'problem.alarms.source-off': 'The alarm source {source} is switched off and takes no alarms. Switch it on first.',
  'problem.alarms.bad-time-zone': 'There is no time zone {zone}. Write, for example, Europe/Warsaw.',
  'problem.alarms.unusable':
    'Nothing in it can be used: it is not what a source of the kind {kind} sends. Sending it again will not help.',
  'problem.alarms.not-found': 'There is no alarm {alarms}.',
  'problem.alarms.already-cleared': 'The alarm {alarms} is cleared already.',
} as const
