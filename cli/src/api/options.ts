import { InvalidArgumentError, Option, type Command } from 'commander'

/** A command with an answer that programs can read. */
export function withJson(command: Command): Command {
  return command.option('--json', 'as JSON')
}

/** A command whose answer is a list. */
export function withLimit(command: Command, usual = 50): Command {
  return withJson(command).option('--limit <number>', 'how many at most', atLeastOne, usual)
}

/** Option that may be given several times, or once with commas. */
export function several(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...value.split(',').map(each => each.trim())]
}

/** The same where only some words are possible. */
export function severalOf(words: readonly string[]): (value: string, before?: readonly string[]) => readonly string[] {
  return (value, before = []) => {
    const all = several(value, before)
    const wrong = all.find(each => !words.includes(each))
    if (wrong !== undefined) throw new InvalidArgumentError(`"${wrong}" is not one of the words: ${words.join(', ')}.`)
    return all
  }
}

export function wholeNumber(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('It must be a whole number.')
  return Number(value)
}

function atLeastOne(value: string): number {
  const number = wholeNumber(value)
  if (number < 1) throw new InvalidArgumentError('It must be 1 or more.')
  return number
}

/** One of some words. */
export function wordOption(flags: string, description: string, words: readonly string[]): Option {
  return new Option(flags, description).choices([...words])
}

export function yesOrNo(value: string): boolean {
  if (value !== 'yes' && value !== 'no') throw new InvalidArgumentError('Write yes or no.')
  return value === 'yes'
}
