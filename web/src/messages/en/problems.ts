export const problems = {
  'problem.console.unreachable':
    'Pulih does not answer. Check your connection and try again; nothing you asked for was done twice.',
  'problem.console.unknown': 'Something was refused for a reason that this console does not know: {code}.',
  'problem.request.invalid': 'Some of what was entered cannot be used.',
  'problem.request.not-json': 'The request was broken on its way. Try again.',
  'problem.request.bad-cursor': 'The list changed in the meantime. Load it anew.',
  'problem.request.too-large': 'It is too large: at most {limit, number} bytes.',
  'problem.request.wrong-media': 'This kind of file is not taken here. Possible are: {accepts}.',
  'problem.request.not-found': 'There is nothing at this address.',
  'problem.request.too-many': 'Too many requests at once. Wait {seconds, plural, one {# second} other {# seconds}}.',
  'problem.request.conflict': 'Somebody changed it at the same moment. Load it anew and try again.',
  'problem.request.not-valid-here':
    '{why, select, out_of_range {A number is out of range.} no_such_date {A date does not exist.} no_such_time {A time does not exist.} no_text {A text holds bytes that are no text.} other_form {A text is not written in the form that is needed here.} bad_character {A text holds a character that cannot be kept.} against_a_rule {The values contradict each other.} refers_to_nothing {Something is named that does not exist, or no longer.} other {A value is not possible.}}',
  'problem.access.unauthenticated': 'You are not signed in.',
  'problem.access.forbidden': 'This needs the permission “{permission}”. Whoever manages the staff can give it to you.',
  'problem.access.foreign-origin': 'The request came from another site and was refused.',
  'problem.idempotency.other-body': 'The same request was sent with different contents. Try again.',
  'problem.version.required': 'Load the page anew and try again.',
  'problem.version.outdated':
    'Somebody changed it while you were looking. What you see now is the newest; check it and try again.',
  'problem.service.unavailable': 'Not available just now. Try again in a moment.',
  'problem.service.failed': 'Something went wrong on our side. Your support finds it in the log under {request}.',
  'problem.identity.not-signed-in': 'Login and password do not belong together, or the account is disabled.',
  'problem.identity.code-refused': 'The code is wrong, was used before, or came too late. Take the next one.',
  'problem.identity.too-many-attempts':
    'Too many attempts. Wait {seconds, plural, one {# second} other {# seconds}}; after each further failure it will be longer.',
  'problem.identity.password-weak':
    'The password cannot be used. It needs {least} to {most} characters, other than login, name and the password before, and not all alike.',
  'problem.identity.password-wrong': 'The present password is wrong.',
  'problem.identity.password-none': 'You sign in with your company account, which looks after passwords itself.',
  'problem.identity.staff-only': 'This needs somebody who has signed in.',
  'problem.identity.provider-none': 'Signing in with a company account is not set up here.',
  'problem.identity.provider-away': 'The company’s sign-in does not answer. Try again in a moment, or use a password.',
  'problem.identity.provider-refused':
    'The sign-in with the company account was refused. Begin again, in one browser and without waiting long.',
  'problem.identity.provider-no-role':
    'Your company account is known, but it gives you no role here. Ask whoever manages the staff.',
  'problem.identity.already-linked': 'The company account belongs to another member of staff.',
  'problem.outages.not-found': 'There is no outage {outage}.',
  'problem.outages.no-scope': 'Name at least one element, area or service.',
  'problem.outages.unknown-element': 'The network has no element {keys}.',
  'problem.outages.unknown-service': 'There is no service {keys}.',
  'problem.outages.bad-polygon': 'A ring of a polygon must end where it begins.',
  'problem.outages.in-future':
    '{field, select, startedAt {The beginning} noticedAt {The time at which it was noticed} knownAt {The time at which the provider learnt of it} restoredAt {The restoration} etr {The estimated restoration} nextUpdateBy {The time of the next update} other {The time}} lies in the future. Only planned work begins in the future.',
  'problem.outages.bad-share': 'A delivered share makes sense only for a degraded service.',
  'problem.outages.reference-taken': 'The outage {outage} has the reference {reference} already.',
  'problem.outages.not-suspected':
    '{outage} {status, select, retracted {was retracted, so there is nothing to confirm} closed {is closed, so there is nothing to confirm} restored {is restored already, so it was confirmed} other {is confirmed already}}.',
  'problem.outages.not-confirmed': '{outage} is only suspected. Confirm or retract it first.',
  'problem.outages.not-open':
    '{outage} {status, select, restored {is restored. If that is wrong, correct it} closed {is closed. If something is wrong, correct it} retracted {was retracted and stays so. If it was an outage after all, report a new one} other {is over}}.',
  'problem.outages.already-restored': '{outage} was restored at {restoredAt}. If that is wrong, correct it.',
  'problem.outages.already-closed': '{outage} is closed and is not opened again. Correct it, or report a new one.',
  'problem.outages.already-retracted':
    '{outage} was retracted and stays so. If it was an outage after all, report a new one.',
  'problem.outages.not-restored':
    '{status, select, closed {{outage} is closed, so it is done with} retracted {{outage} was retracted. If it was an outage after all, report a new one} suspected {{outage} is only suspected. Confirm and restore it first} other {{outage} still goes on. Restore it first}}.',
  'problem.outages.open-tasks':
    '{outage} still has {tasks, plural, one {# open task} other {# open tasks}}. Finish or drop them first.',
  'problem.outages.restored-before-start': 'It would end before it began, at {startedAt}.',
  'problem.outages.restored-before-part': '{part} was restored at {restoredAt}, which is later than the whole.',
  'problem.outages.not-a-part': '{reference} does not lie within this outage, or is restored already.',
  'problem.outages.etr-before-start': 'It began at {startedAt}; estimate a later time.',
  'problem.outages.ends-before-start': 'It would end before it began.',
  'problem.outages.nothing-changes': 'All of it is recorded like this already.',
  'problem.outages.same': 'An outage cannot be merged into itself.',
  'problem.outages.task-not-found': 'There is no such task any more.',
  'problem.outages.too-many-tasks': 'An outage has at most {limit} tasks.',
  'problem.compensation.unfinished-outage': 'The outage {outage} is not over, so its length is not known.',
  'problem.idempotency.bad-key': 'The key of the request cannot be used: it needs 1 to 200 visible ASCII characters.',
  'problem.metrics.closed':
    'The metrics are read with their own token only. Whoever runs the server sets PULIH_METRICS_TOKEN.',
  'problem.settings.not-found': 'There is no setting {name}.',
  'problem.identity.codes-on': 'Codes are asked for already. Switch them off first, then enrol another device.',
  'problem.identity.codes-not-enrolled': 'No device is enrolled yet. Enrol one first and type a code from it.',
  'problem.identity.staff-not-found': 'There is no such member of staff any more.',
  'problem.identity.login-taken': 'This login belongs to somebody already. Choose another.',
  'problem.identity.own-account': 'Nobody changes his own roles, or disables or resets himself. Ask a colleague.',
  'problem.identity.last-admin':
    'This is the last admin. Make somebody else admin first; otherwise nobody could manage the staff.',
  'problem.identity.roles-by-claim':
    'The company account decides about the roles. Have them changed there; they are taken over at the next sign-in.',
  'problem.identity.session-not-found': 'This session is over already.',
  'problem.identity.key-not-found': 'There is no such API key that could be revoked.',
  'problem.identity.key-scopes':
    'A key can do what you may do yourself, and never approve money, manage people or erase them. Leave out: {scopes}.',
  'problem.identity.key-expiry':
    'The expiry is not possible. Choose an instant from now to {days, plural, one {# day} other {# days}} ahead.',
  'problem.identity.password-temporary': 'The password is temporary: somebody else has seen it. Change it first.',
  'problem.identity.link-not-found': 'There is no such link to a company account any more.',
  'problem.identity.only-way-in':
    'Without a password this person signs in with the company account only. Disable the account here instead.',
  'problem.identity.link-needed':
    'This person is disabled, and the link keeps the company account out. It goes when the person is let in again.',
  'problem.identity.audit-row-not-found': 'The audit trail has no row {number} after which to begin.',
  'problem.identity.person-not-found': 'Nothing is kept about {customer}.',
  'problem.webhooks.endpoint-not-found': 'There is no such endpoint any more.',
  'problem.webhooks.delivery-not-found':
    'There is no such delivery any more; delivered ones are kept for some weeks only.',
  'problem.webhooks.unusable-address':
    '{why, select, no_address {This is no address.} names_a_user {Leave user and password out of the address; messages are signed instead.} has_a_fragment {Leave out what follows # in the address; it is never sent.} not_https {The address has to begin with https://.} not_public {{host} is not an address on the public internet.} other {The address cannot be called.}}',
  'problem.webhooks.too-many-endpoints':
    'There are {most, plural, one {# endpoint} other {# endpoints}} already. Remove one first.',
  'problem.webhooks.too-many-secrets':
    '{most, plural, one {# secret} other {# secrets}} of this endpoint are still in force. Wait for one to expire, or let the old ones end at once.',
  'problem.webhooks.endpoint-disabled': 'The endpoint is disabled, so nothing is sent to it. Enable it first.',
  'problem.webhooks.under-way': 'It is being sent at this moment. Look again in a minute.',
  'problem.portal.not-found': 'Among what belongs to this customer there is nothing with this name.',
  'problem.portal.no-codes': 'No channel is connected over which the portal could send a code.',
  'problem.portal.wrong-code': 'The code is wrong, was used before, or came too late.',
  'problem.portal.too-often': 'Too many attempts. Wait {seconds, plural, one {# second} other {# seconds}}.',
  'problem.portal.no-provider': 'The portal has no other sign-in connected.',
  'problem.portal.provider-away': 'The sign-in of the portal does not answer.',
  'problem.portal.provider-refused': 'The sign-in of the portal did not say who it was.',
  'problem.portal.already-appealed': 'About this outage and this service there is an appeal already.',
  'problem.outages.unlikely-time':
    '{field, select, startedAt {The beginning} noticedAt {The time at which it was noticed} knownAt {The time at which the provider learnt of it} restoredAt {The restoration} etr {The estimated restoration} nextUpdateBy {The time of the next update} other {The time}} ({instant}) cannot be meant. Give one from {first} to {last}.',
  'problem.outages.bad-file':
    '{why, select, missing_column {The header line has no column “{column}”.} duplicate_column {The header line has the column “{column}” twice.} not_utf8 {The file is not UTF-8. Save it as UTF-8.} other {The file cannot be used.}}',
  'problem.outages.gets-money': 'The service {service} is compensated for {outage} without an appeal.',
  'problem.outages.already-appealed': 'The service {service} has appealed about {outage} already.',
  'problem.outages.no-appeal': 'The service {service} has no open appeal about {outage}.',
} as const
