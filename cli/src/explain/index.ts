import type { Language, Mistake } from '@pulih/kernel'
import { InvalidInput } from '@pulih/kernel'
import { answerCase, UnknownVersion, type Answer, type Case, type Rulebook } from '@pulih/engine'
import { answerText, defaultWidth, paint, type Page } from '@pulih/explanations'
import { wordsFor, type Words } from '@pulih/phrases'
import { checkExpectation, loadRulebook } from '@pulih/rulebooks'
import { mistakesText, reportMistakes, type MistakeReport } from '../problems.ts'
import { readDocument } from './read-document.ts'

export interface ExplainOptions {
  /** A file with one case or a list of cases; `-` reads standard input. */
  readonly file: string
  readonly json?: boolean
  readonly lang?: Language
  /** Compares with what the case expects. */
  readonly check?: boolean
  readonly colour?: boolean
  readonly width?: number
  /** Other rules than those that come with Pulih. */
  readonly rulebook?: Rulebook
  readonly stdin?: AsyncIterable<Uint8Array | string>
}

export interface CommandResult {
  readonly text: string
  /** 0 answered, 1 answered otherwise than expected, 2 could not be answered. */
  readonly exitCode: 0 | 1 | 2
}

/** `pulih explain`: answers the case or the cases of a file, with the reason for every cent. */
export async function explainCommand(options: ExplainOptions): Promise<CommandResult> {
  const words = wordsFor(options.lang ?? 'en')
  const page = { colour: options.colour ?? false, width: options.width ?? defaultWidth }
  const read = await readDocument(options.file, options.stdin)
  if ('mistake' in read) return refusal(words, page, options, [read.mistake])

  const { document } = read
  const rulebook = options.rulebook ?? loadRulebook()
  if (Array.isArray(document) && document.length === 0)
    return refusal(words, page, options, [{ pointer: '', code: 'empty-list', values: {} }])
  const documents: readonly unknown[] = Array.isArray(document) ? document : [document]
  const replies = documents.map((each, index) =>
    replyTo(each, Array.isArray(document) ? `/${index}` : '', rulebook, options.check ?? false),
  )
  const exitCode = replies.reduce<CommandResult['exitCode']>(
    (worst, reply) => (exitOf(reply) > worst ? exitOf(reply) : worst),
    0,
  )
  if (options.json) {
    const values = replies.map(reply =>
      'mistakes' in reply ? { mistakes: reportMistakes(words, reply.mistakes) } : reply.answer,
    )
    return { text: jsonText(Array.isArray(document) ? values : values[0]), exitCode }
  }
  const texts = replies.map(reply =>
    'mistakes' in reply
      ? mistakesText(words, options.file, reply.mistakes, page)
      : answeredText(words, page, reply, rulebook),
  )
  return { text: texts.join(`${'─'.repeat(page.width)}\n`), exitCode }
}

type Reply =
  | { readonly mistakes: readonly Mistake[] }
  | {
      readonly question: Case
      readonly answer: Answer
      readonly differences: readonly string[] | null
      readonly checked: boolean
    }

function replyTo(document: unknown, at: string, rulebook: Rulebook, check: boolean): Reply {
  try {
    const answer = answerCase(document, rulebook)
    // `answerCase` throws for everything that is not a case.
    const question = document as Case
    return {
      question,
      answer,
      checked: check,
      differences: check && question.expect ? checkExpectation(question.expect, answer) : null,
    }
  } catch (error) {
    return { mistakes: mistakesBehind(error).map(mistake => ({ ...mistake, pointer: at + mistake.pointer })) }
  }
}

/** What the author of a case can mend; everything else is a bug and surfaces. */
function mistakesBehind(error: unknown): readonly Mistake[] {
  if (error instanceof InvalidInput) return error.mistakes
  if (error instanceof UnknownVersion)
    return [{ pointer: '', code: 'unknown-version', values: { reason: error.message } }]
  throw error
}

function exitOf(reply: Reply): CommandResult['exitCode'] {
  if ('mistakes' in reply) return 2
  return reply.differences !== null && reply.differences.length > 0 ? 1 : 0
}

function answeredText(
  words: Words,
  page: Page,
  reply: Exclude<Reply, { mistakes: unknown }>,
  rulebook: Rulebook,
): string {
  const text = answerText(words, page, reply.question, reply.answer, rulebook)
  if (!reply.checked) return text
  const { differences } = reply
  if (differences === null) return `${text}\n${paint(page, 'yellow', words.phrase('check.none'))}\n`
  if (differences.length === 0) return `${text}\n${paint(page, 'green', `✓ ${words.phrase('check.ok')}`)}\n`
  const title = words.phrase('check.title', { count: differences.length })
  return `${text}\n${paint(page, 'red', `✗ ${title}`)}\n${differences.map(line => `  ${line}\n`).join('')}`
}

function refusal(words: Words, page: Page, options: ExplainOptions, mistakes: readonly Mistake[]): CommandResult {
  const report: { readonly mistakes: readonly MistakeReport[] } = { mistakes: reportMistakes(words, mistakes) }
  return { text: options.json ? jsonText(report) : mistakesText(words, options.file, mistakes, page), exitCode: 2 }
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
