/** What is wrong with an input, and what to write instead. */
export const mistakes = {
  'mistake.not-an-object': 'This must be an object in curly brackets, not {found}. Write the fields inside.',
  'mistake.unknown-field':
    'There is no field “{field}” here. {hasKnown, select, yes {Use one of: {known}.} other {Remove it.}}',
  'mistake.missing-field': 'The field “{field}” is missing. Add it.',
  'mistake.unknown-form': 'This is no form of {what} that is known. Use exactly one of these fields: {known}.',
  'mistake.unknown-word': '{found} is not a known word here. Use one of: {known}.',
  'mistake.too-deep': 'This is nested too deeply. Write it flatter.',
  'mistake.not-a-list':
    'This must be a list in square brackets, not {found}. Put brackets around it, even for one entry.',
  'mistake.list-too-short':
    '{atLeast, plural, one {The list needs at least # entry.} other {The list needs at least # entries.}} Add what is missing, or remove the field if it is optional.',
  'mistake.not-a-text': '{found} is no text. Write words in quotation marks, at most 4000 characters.',
  'mistake.not-a-date': '{found} is no date. Write year, month and day, like "2026-09-10".',
  'mistake.not-an-instant': '{found} is no instant. Write date, time and offset, like "2026-09-10T08:00:00+02:00".',
  'mistake.not-a-duration':
    '{found} is no duration. Write ISO 8601 with weeks, days, hours, minutes or seconds, like "PT12H".',
  'mistake.not-a-fraction': '{found} is no fraction. Write "1/30", "0.995" or "20%".',
  'mistake.not-a-count': '{found} is no whole number. Write digits in quotation marks, like "5".',
  'mistake.not-an-amount': '{found} is no amount. Write a decimal with a point in quotation marks, like "60.00".',
  'mistake.not-a-money':
    '{found} is no amount of this currency. Write a decimal with a point and no more decimals than the currency has, like "60.00".',
  'mistake.not-a-time-of-day': '{found} is no time of day. Write hours and minutes, like "08:00".',
  'mistake.not-a-currency': '{found} is no currency. Write its three capital letters (ISO 4217), like "EUR".',
  'mistake.not-a-parameter': '{found} is no name of a parameter. Write a dollar sign and a name, like "$graceTime".',
  'mistake.only-true': 'Only true may stand here, not {found}. Leave the field out otherwise.',
  'mistake.not-a-flag': '{found} is neither true nor false. Write true or false without quotation marks.',
  'mistake.not-a-whole-number': '{found} is no whole number from 0. Write digits without quotation marks.',

  'mistake.either-or': '“{one}” and “{other}” exclude each other. Keep one of them.',
  'mistake.unknown-time-zone': 'There is no time zone “{found}”. Write a name of the IANA list, like "Europe/Warsaw".',
  'mistake.unknown-bundle':
    'There is no bundle “{found}”. Add it to "bundles", or give the service a monthlyFee of its own.',
  'mistake.duplicate': '“{found}” stands here for the second time. Give each its own name.',
  'mistake.needed-by-bundle':
    'The bundle “{bundle}” splits its fee ({split}) and needs this field in each of its services. Add the amount, or split the bundle in another way.',
  'mistake.unused-bundle': 'No service belongs to the bundle “{found}”. Name it in a service, or remove it.',
  'mistake.unknown-service':
    'There is no service “{found}” in this case. {hasKnown, select, yes {Use one of: {known}.} other {Leave the field out: the case has one service without a name.}}',
  'mistake.end-not-after-start':
    'The end is not after the start. Swap them, or correct one: the end is the first moment that no longer belongs.',
  'mistake.too-many-decimals':
    '{found} has too many decimals or digits for {currency}. Write at most {digits, plural, =0 {no decimals} one {# decimal} other {# decimals}}.',
  'mistake.several-currencies': 'This is in {found}, the case is in {expected}. Write one case for each currency.',
  'mistake.unknown-scheme':
    'There is no scheme “{found}”. {hasKnown, select, yes {Known are: {known}.} other {`pulih rules` lists those that exist.}}',
  'mistake.unknown-jurisdiction':
    'There are no rules for the jurisdiction “{found}”. {hasKnown, select, yes {Known are: {known}.} other {Name schemes instead.}}',
  'mistake.parameter-not-operator-set':
    'No scheme of this case lets the operator set “{found}”. Remove it, or correct the name: `pulih rules show` lists the values of a scheme.',

  'mistake.policy-overlap':
    'On some days “{other}” holds as well, another version of the same policy, and both would pay. Let one end on the day on which the other begins, or choose an id without a number at its end.',
  'mistake.rank-taken': 'The scheme “{other}” already has rank {rank} in this group. Choose another rank.',
  'mistake.patch-leads-nowhere': 'Nothing stands at {found}, so there is nothing to replace. Correct the pointer.',
  'mistake.patch-not-allowed':
    'A reading cannot replace what stands at {found}. Patch heads, parameters, floor, cap, combine, per or versionBy, and nobody’s coverage.',
  'mistake.readings-collide':
    'The reading “{other}” sets {place} too, and both give the figure “{figure}”. Let each figure have one of them.',
  'mistake.bad-scheme-id':
    '“{found}” is no id of a scheme. Write country and name, like "nl/telecommunicatiewet-7.1a", or "policy/…".',
  'mistake.bad-jurisdiction': '“{found}” is no jurisdiction. Write the two capital letters of the country, like "NL".',
  'mistake.unused-parameter': 'Nothing uses the parameter “{name}”. Refer to it as "${name}", or remove it.',
  'mistake.unknown-source':
    'There is no source “{found}”. {hasKnown, select, yes {Use one of: {known}; or add it to "sources".} other {Add it to "sources".}}',
  'mistake.parameter-without-value':
    'The parameter “{name}” has no value. Add one with its source, or say that the operator sets it.',
  'mistake.version-gap':
    'The parameter “{name}” has no value from {from}{to, select, none {} other { to {to}}}. Close the gap with a value and its source.',
  'mistake.version-overlap':
    'The parameter “{name}” has two values on {on}. Put the values in order and end one before the next begins.',
  'mistake.unknown-calendar': 'There is no holiday calendar “{found}”. Add it to the calendars, or correct the name.',
  'mistake.needs-clock': 'The span “{span}” needs a clock. Give the head a clock, or measure another span.',
  'mistake.bound-with-measure':
    'A floor or cap cannot depend on what is measured. Write an amount or a share of a fee.',
  'mistake.money-without-currency': 'An amount of money stands here, but the scheme has no currency. Set "currency".',
  'mistake.steps-without-rest': 'The last step must be for the rest. Write "rest": true.',
  'mistake.steps-after-rest': 'Nothing can follow the step for the rest. Put it last.',
  'mistake.tiers-not-ascending': 'The tier at {found} is not above the one before it. Sort the tiers from low to high.',
  'mistake.bound-needs-one-head':
    'A floor or cap per event needs a scheme with a single head. Put it into the head’s amount, or split the scheme.',
  'mistake.steps-need-whole-units':
    'Steps are counted in whole units, so their measure cannot be a share. Remove “over”.',
  'mistake.unknown-parameter':
    'There is no parameter “{found}”. {hasKnown, select, yes {Use one of: {known}; or add it to "parameters".} other {Add it to "parameters".}}',
  'mistake.wrong-unit':
    'The parameter “{name}” is of the unit “{unit}”, and “{expected}” is needed here. Use another parameter.',
  'mistake.too-large': '{found} is too large to calculate with safely. Write a smaller value.',
  'mistake.must-not-be-zero': 'Zero makes no sense here. Write a positive value instead of {found}.',

  'mistake.broken-json':
    'This is no valid JSON: line {line}, column {column}. {near, select, end {The text ends too early: close every bracket and quotation mark.} other {Unexpected: {near}. Look for a missing comma, bracket or quotation mark.}}',
  'mistake.empty-list': 'The list holds no case. Add at least one.',
  'mistake.file-absent': 'There is no file “{file}”. Check the path; `-` reads from standard input.',
  'mistake.file-unreadable':
    'The file “{file}” cannot be read ({reason}). Check that it is a file and that you may read it.',
  'mistake.file-too-large':
    '“{file}” is larger than {limit} MB. Split it into smaller files; for whole customer bases use `pulih run`.',
  'mistake.not-utf8': '“{file}” is not UTF-8 text. Save it as UTF-8.',
  'mistake.unknown-version':
    'The rule has no value for a day of this case ({reason}). Correct the date, or tell us: a missing law never reads as zero.',
  'mistake.did-you-mean': 'Did you mean “{near}”?',
}
