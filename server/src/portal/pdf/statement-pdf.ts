import type { CreditStatement } from '@pulih/contracts'
import { isCurrency } from '@pulih/kernel'
import { phrase, wordsFor } from '@pulih/phrases'
import { makePdf, printable } from './make-pdf.ts'

interface Around {
  readonly holder: { readonly customer: string; readonly name: string | null }
  readonly timeZone: string
  readonly now: Temporal.Instant
}

type Said = NonNullable<CreditStatement['reasons']>['happened'][number]
type Say = (key: Parameters<typeof phrase>[1], values?: Parameters<typeof phrase>[2]) => string

/** The most that is printed under one heading: beyond that a document would be no help to anybody. */
const mostLines = 60

const ink = '#1c2430'
const quiet = '#5a6675'
const line = '#d5dbe3'

/** A credit as a document to keep or to show to somebody else. Made again, only its date differs. */
export function statementPdf(statement: CreditStatement, around: Around): Promise<Buffer> {
  const { language } = statement
  const say: Say = (key, values) => phrase(language, key, values)
  const words = wordsFor(language)
  const local = (instant: string | Temporal.Instant) =>
    words.date(Temporal.Instant.from(instant).toZonedDateTimeISO(around.timeZone).toPlainDate().toString())
  const made = around.now.toZonedDateTimeISO(around.timeZone)
  const { reasons } = statement
  const article = reasons?.articles ?? []

  return makePdf({
    pageSize: 'A4',
    pageMargins: [56, 44, 56, 56],
    info: {
      title: say('portal.document'),
      creationDate: new Date(around.now.epochMilliseconds),
      producer: 'Pulih',
      creator: 'Pulih',
    },
    lang: language,
    defaultStyle: { font: 'Roboto', fontSize: 9.5, lineHeight: 1.2, color: ink },
    styles: {
      heading: { fontSize: 11.5, bold: true, margin: [0, 12, 0, 3] },
      label: { color: quiet },
    },
    footer: (page: number, pages: number) => ({
      margin: [56, 16, 56, 0],
      fontSize: 8,
      color: quiet,
      columns: [
        {
          text: `${say('portal.document.made', { date: words.date(made.toPlainDate().toString()) })} · ${statement.credit}`,
        },
        { text: say('portal.document.page', { page, pages }), alignment: 'right' },
      ],
    }),
    content: [
      { text: say(`portal.what.${statement.what}`), style: 'label' },
      { text: say('portal.document'), fontSize: 20, bold: true, margin: [0, 2, 0, 10] },
      { text: amountOf(statement), fontSize: 28, bold: true, margin: [0, 0, 0, 12] },
      factTable([
        [say('portal.document.customer'), [around.holder.name, around.holder.customer].filter(Boolean).join(' · ')],
        [say('portal.document.service'), `${statement.service} · ${words.word('kind', statement.kind)}`],
        ...(statement.periodFrom === null
          ? []
          : [[say('portal.document.period'), words.date(statement.periodFrom)] as const]),
        [say('portal.document.granted'), local(statement.grantedAt)],
        ...(statement.title === null ? [] : [[say('portal.document.rule'), statement.title] as const]),
        ...(statement.legal === null ? [] : [[say('portal.document.legal'), words.sentence(statement.legal)] as const]),
        ...(statement.reason === null ? [] : [[say('portal.document.reason'), statement.reason] as const]),
        [say('portal.document.number'), statement.credit],
      ]),
      ...section(say('heading.what-happened'), reasons?.happened),
      ...section(say('heading.measured'), reasons?.measured),
      ...section(say('heading.conditions'), reasons?.conditions),
      ...section(say('heading.calculation'), reasons?.arithmetic),
      ...section(say('heading.remarks'), reasons?.remarks),
      ...section(say('heading.settlement'), reasons?.settlement),
      ...section(
        say('portal.document.articles'),
        article.map(({ cite, url }) => ({ mark: 'plain', text: url === null ? cite : `${cite}  ${url}` })),
      ),
      ...(reasons === null
        ? []
        : [
            {
              text: say(reasons.agrees ? 'portal.document.anew' : 'portal.document.differs'),
              style: 'label',
              margin: [0, 12, 0, 0],
            },
          ]),
      { text: say('portal.document.wrong'), style: 'heading' },
      { text: say('portal.document.wrong-how') },
    ],
  })
}

function factTable(rows: readonly (readonly [string, string])[]): object {
  return {
    layout: {
      hLineWidth: () => 0.5,
      vLineWidth: () => 0,
      hLineColor: () => line,
      paddingLeft: () => 0,
      paddingTop: () => 4,
      paddingBottom: () => 3,
    },
    table: {
      widths: [150, '*'],
      body: rows.map(([label, text]) => [{ text: label, style: 'label' }, { text: printable(text, 400) }]),
    },
  }
}

const signs: Readonly<Record<Said['mark'], string>> = { yes: '+', no: '–', sum: '=', plain: '·' }

function section(heading: string, said: readonly Said[] | undefined): object[] {
  if (said === undefined || said.length === 0) return []
  const shown = said.slice(0, mostLines)
  const rest = said.length - shown.length
  return [
    { text: heading, style: 'heading' },
    ...shown.map(({ mark, text }) => ({
      columns: [
        { width: 14, text: signs[mark], color: quiet },
        { width: '*', text: printable(text), bold: mark === 'sum' },
      ],
      margin: [0, 1, 0, 1],
    })),
    ...(rest > 0 ? [{ text: `… +${rest}`, color: quiet, margin: [14, 2, 0, 0] }] : []),
  ]
}

/** Money as the language writes it; a benefit by its quantity and unit: `512 MB`. */
function amountOf({ amount, unit, language }: CreditStatement): string {
  if (isCurrency(unit)) return wordsFor(language).money(amount, unit)
  const [kind = unit, quantity = ''] = unit.split(':')
  return `${wordsFor(language).number(amount)} ${quantity === '' ? kind : quantity}`
}
