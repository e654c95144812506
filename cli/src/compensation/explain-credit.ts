import { explainCredit as route, getService } from '@pulih/contracts'
import { Rulebook, type Answer, type Case } from '@pulih/engine'
import { answerText, paint, wrap, type Page } from '@pulih/explanations'
import type { Language } from '@pulih/kernel'
import { wordsFor } from '@pulih/phrases'
import { loadRulebook } from '@pulih/rulebooks'
import type { Client } from '../api/client.ts'
import { Refusal } from '../api/refusal.ts'
import { itemTable, part } from '../api/tables.ts'
import type { Said } from '../api/tell.ts'
import { runId } from './find-run.ts'

interface ExplainOptions {
  readonly language: Language
  readonly period?: string
}

/** Why a service gets what it gets. The server derives it anew from the facts that the run kept, and says whether the amounts agree. */
export async function explainCredit(
  client: Client,
  run: string,
  service: string,
  options: ExplainOptions,
): Promise<Said> {
  const { language, period } = options
  const found = await client
    .ask(route, {
      params: { run: await runId(client, run), service },
      query: { language, ...(period === undefined ? {} : { periodFrom: period }) },
    })
    .catch(async (refused: unknown) => {
      throw await moreExactly(client, service, refused)
    })
  const { exclusions, credits, agrees, text } = found
  return {
    value: found,
    exitCode: agrees ? 0 : 1,
    lines: page => [
      ...(derivation(page, language, found) ?? text),
      ...part(
        page,
        'In this run',
        itemTable(
          page,
          [
            { heading: 'period from', of: credit => credit.periodFrom },
            { heading: 'scheme', of: credit => credit.scheme, flexible: true },
            { heading: 'has', of: credit => credit.recommended, right: true },
            { heading: 'had before', of: credit => credit.net, right: true },
            { heading: 'due', of: credit => credit.due, right: true },
            { heading: 'unit', of: credit => credit.unit },
          ],
          credits,
          '  ',
        ),
      ),
      ...part(
        page,
        'External causes that are relied on',
        exclusions.flatMap(each =>
          wrap(
            `${each.cause}, decided by ${each.decidedBy}: ${each.reason} Evidence: ${each.evidence}`,
            page.width,
            '  ',
          ),
        ),
      ),
      '',
      agrees
        ? 'Derived anew from the facts of the run, it is what the run has.'
        : paint(page, 'red', 'THIS IS NOT WHAT THE RUN HAS. Do not pay it; report it with the output of --json.'),
    ],
  }
}

/** A service that was not assessed may be one that does not exist at all: a slip of the pen, which the run cannot tell from it. */
async function moreExactly(client: Client, service: string, refused: unknown): Promise<unknown> {
  if (!(refused instanceof Refusal) || refused.problem.status !== 404) return refused
  try {
    await client.ask(getService, { params: { service } })
    return refused
  } catch (reason) {
    const isUnknown = reason instanceof Refusal && reason.problem.code === 'subscribers.service-not-found'
    return isUnknown ? reason.withRemedy('"pulih services --text …" lists those whose keys begin so.') : refused
  }
}

interface Found {
  readonly case: unknown
  readonly answer: unknown
}

/** As `pulih explain` prints it, with the articles. A server with other rules than ours says it in its own sentences. */
function derivation(page: Page, language: Language, { case: question, answer }: Found): string[] | null {
  // Case and answer are the engine's own, by contract.
  const [asked, answered] = [question as Case, answer as Answer]
  const rulebook: Rulebook = loadRulebook()
  if (!answered.lines.every(line => rulebook.schemes.has(line.scheme))) return null
  const width = Math.min(page.width, 100)
  return answerText(wordsFor(language), { ...page, width }, asked, answered, rulebook)
    .trimEnd()
    .split('\n')
}
