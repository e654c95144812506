import { evidences, outageStatuses, severities } from '@pulih/contracts'
import { causes, extents, serviceKinds } from '@pulih/engine'
import { InvalidArgumentError, type Command } from 'commander'
import { several, severalOf, withJson, withLimit, wholeNumber, wordOption, yesOrNo } from '../api/options.ts'
import { tell } from '../api/tell.ts'

/** `pulih outages …`: what broke, since when, whom it hits. */
export function outagesCommands(outages: Command): void {
  outages.addHelpText('after', '\nAn outage is called by its number (12 or OUT-000012) or by its UUID.')
  lookingCommands(outages)
  changingCommands(outages)
  countingCommands(outages)
}

const when = 'ISO 8601 with offset, or now, -30m, +2h'

function lookingCommands(outages: Command): void {
  withLimit(outages.command('list'))
    .description('outages, latest start first')
    .option('--status <statuses>', `one or more of ${outageStatuses.join(', ')}, with commas`, wordsOf(outageStatuses))
    .option('--open', 'only those that are not over')
    .option('--text <text>', 'in title, number or reference')
    .option('--element <key>', 'that name this element')
    .option('--area <key>', 'that name this area')
    .option('--planned <yes|no>', 'only planned work, or none', yesOrNo)
    .option('--from <instant>', `not over before (${when})`)
    .option('--to <instant>', `begun before (${when})`)
    .action(options => tell(options, async client => (await import('./list-outages.ts')).listOutages(client, options)))

  withJson(outages.command('show <outage>'))
    .description('one outage as it is known now')
    .action((outage, options) =>
      tell(options, async client => (await import('./show-outage.ts')).showOutage(client, outage)),
    )

  withLimit(outages.command('timeline <outage>'))
    .description('everything that happened, latest first')
    .option('--public', 'only what everybody may read')
    .action((outage, options) =>
      tell(options, async client => (await import('./timeline.ts')).showTimeline(client, outage, options)),
    )
}

function changingCommands(outages: Command): void {
  describing(placed(withJson(outages.command('report <title>'))))
    .description('report a suspected outage')
    .option('--started <instant>', `since when (${when})`, 'now')
    .option('--declare', 'it is sure: confirmed from the start')
    .option('--planned', 'it is planned work')
    .option('--reference <name>', "another system's own name of it; unique")
    .option('--etr <instant>', `when it will probably work again (${when})`)
    .option('--next-update <instant>', `until when the next update comes (${when})`)
    .action((title, options) =>
      tell(options, async client => (await import('./report-outage.ts')).reportOutage(client, title, options)),
    )

  withJson(outages.command('confirm <outage>'))
    .description('confirm a suspected outage; its services are matched')
    .option('--note <text>', 'for colleagues')
    .action((outage, options) =>
      tell(options, async client => (await import('./change-outage.ts')).confirm(client, outage, options)),
    )

  describing(placed(withJson(outages.command('update <outage>'))))
    .description('say more exactly what it is or where it broke, while it is not over')
    .option('--title <text>', 'what it is called')
    .action((outage, options) =>
      tell(options, async client => (await import('./update-outage.ts')).update(client, outage, options)),
    )

  withJson(outages.command('etr <outage> <instant>'))
    .description(`set when it will probably work again (${when}, or none)`)
    .option('--next-update <instant>', 'until when the next update comes')
    .option('--reason <text>', 'why it changed')
    .action((outage, etr, options) =>
      tell(options, async client => (await import('./update-outage.ts')).setEtr(client, outage, etr, options)),
    )

  withJson(outages.command('restore <outage>'))
    .description('it works again: everywhere, or below some elements or in some areas')
    .option('--at <instant>', `since when (${when})`, 'now')
    .option('--element <keys>', 'only below these elements', several)
    .option('--area <keys>', 'only in these areas', several)
    .option('--note <text>', 'for colleagues')
    .action((outage, options) =>
      tell(options, async client => (await import('./change-outage.ts')).restore(client, outage, options)),
    )

  withJson(outages.command('close <outage>'))
    .description('nothing more is to be done; from now on only corrections change it')
    .option('--note <text>', 'for colleagues')
    .action((outage, options) =>
      tell(options, async client => (await import('./change-outage.ts')).close(client, outage, options)),
    )

  withJson(outages.command('retract <outage>'))
    .description('it was none')
    .requiredOption('--reason <text>', 'for whoever reads it years later')
    .action((outage, options) =>
      tell(options, async client => (await import('./change-outage.ts')).retract(client, outage, options)),
    )

  describing(placed(withJson(outages.command('correct <outage>'))))
    .description('after restoration: it was different from what was recorded')
    .requiredOption('--reason <text>', 'for whoever reads it years later')
    .option('--title <text>', 'what it is called')
    .option('--started <instant>', `when it began (${when})`)
    .option('--restored <instant>', `when it worked again (${when}, or none: it is not over)`)
    .option('--planned <yes|no>', 'whether it was planned work', yesOrNo)
    .action((outage, options) =>
      tell(options, async client => (await import('./update-outage.ts')).correct(client, outage, options)),
    )

  withJson(outages.command('note <outage> <text>'))
    .description('add a note for colleagues, or an update for everybody')
    .option('--public', 'everybody may read it')
    .option('--next-update <instant>', `until when the next update comes (${when})`)
    .action((outage, text, options) =>
      tell(options, async client => (await import('./timeline.ts')).addNote(client, outage, text, options)),
    )

  withJson(outages.command('import <file>'))
    .description('outages from a CSV file with the columns of docs/formats.md')
    .option('--dry-run', 'try every line and keep nothing')
    .action((file, options) =>
      tell(options, async client => (await import('./import-outages.ts')).importOutages(client, file, options)),
    )
}

function countingCommands(outages: Command): void {
  withLimit(outages.command('affected <outage>'))
    .description('the services that it hit, with evidence and interval')
    .addOption(wordOption('--evidence <word>', 'only known in this way', evidences))
    .option('--money <yes|no>', 'only those that are paid, or that are not', yesOrNo)
    .option('--segment <name>', 'only of this segment')
    .addOption(wordOption('--kind <kind>', 'only services of this kind', serviceKinds))
    .option('--csv', 'all of them as CSV')
    .action((outage, options) =>
      tell(options, async client => (await import('./count-outage.ts')).affected(client, outage, options)),
    )

  withJson(outages.command('impact <outage>'))
    .description('how many services it hits, by evidence, segment, kind and area')
    .action((outage, options) =>
      tell(options, async client => (await import('./count-outage.ts')).impact(client, outage)),
    )

  placed(withJson(outages.command('what-if')))
    .description('whom would it hit? Stores nothing')
    .requiredOption('--from <instant>', `since when (${when})`)
    .requiredOption('--to <instant>', `until when (${when})`)
    .option('--kind <kinds>', 'only services of these kinds', severalOf(serviceKinds))
    .option('--csv', 'every service as CSV')
    .action(options => tell(options, async client => (await import('./what-if.ts')).whatIf(client, options)))
}

/** Where it broke. */
function placed(command: Command): Command {
  return command
    .option('--element <keys>', 'elements that failed, with commas', several)
    .option('--area <keys>', 'areas that were hit, with commas; 31.71 covers 31.71.02', several)
    .option('--service <keys>', 'services that were hit whatever their place, with commas', several)
}

/** What people say of an outage and may say better later. */
function describing(command: Command): Command {
  return command
    .option('--cause <cause>', 'why ("pulih rules show causes" lists them)', known(causes))
    .option('--public-cause <text>', 'the cause as customers read it')
    .addOption(wordOption('--severity <word>', 'how bad', severities))
    .addOption(wordOption('--extent <word>', 'no service, or a worse one', extents))
    .option('--delivered <share>', 'how much of what was agreed was still delivered, 0 to 1')
    .option('--kind <kinds>', 'kinds of service that were hit; none named: all', severalOf(serviceKinds))
    .option('--known <instant>', `when the operator knew (${when})`)
    .option('--noticed <instant>', `when planned work was announced (${when})`)
    .option('--subscribers <number>', 'size of the event, for rules that begin at a number', wholeNumber)
    .option('--sites <number>', 'sites that were hit', wholeNumber)
}

/** Words with commas, as the server wants them. */
function wordsOf(words: readonly string[]): (value: string) => string {
  return value => severalOf(words)(value).join(',')
}

/** A long list of words is not printed into the help. */
function known(words: readonly string[]): (value: string) => string {
  return value => {
    if (words.includes(value)) return value
    throw new InvalidArgumentError(`It must be one of ${words.join(', ')}.`)
  }
}
