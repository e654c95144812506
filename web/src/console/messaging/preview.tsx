import { SegmentedControl } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { ReplyTo } from '../../api/ask.ts'
import { useFormats } from '../../ui/formats.ts'
import { languages, useLanguage, useSay, type Language } from '../../ui/language.tsx'
import { None, Rows, Soft } from '../../ui/parts.tsx'
import { smsSize } from '../outages/sms.ts'
import { useMissingFact } from './missing-fact.ts'
import styles from './messaging.module.css'
import { PressText } from './press.tsx'
import { sumOfDecimals } from './sums.ts'

export type PreviewOfNotice = ReplyTo<'previewNotice'>
type Text = PreviewOfNotice['texts'][number]

/** Who would get it, by what, in which language, and at what cost; then what each of them reads. */
export function Preview({ preview }: { readonly preview: PreviewOfNotice }): ReactNode {
  const say = useSay()
  return (
    <div className={styles['split']}>
      <section aria-label={say('messaging.reach')}>
        <h3 className={styles['part']}>{say('messaging.reach')}</h3>
        <Reach preview={preview} />
      </section>
      <section aria-label={say('messaging.texts')}>
        <h3 className={styles['part']}>{say('messaging.texts')}</h3>
        <Texts texts={preview.texts} press={preview.press} />
      </section>
    </div>
  )
}

function Reach({ preview: { people, subscribers, calls, texts } }: { readonly preview: PreviewOfNotice }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const rows = people.toSorted((a, b) => b.people - a.people)
  const partsOf = ({ channel, language }: (typeof rows)[number]) =>
    texts.find(text => text.channel === channel && text.language === language)?.segments ?? null
  return (
    <>
      {rows.length === 0 ? (
        <None>{say('messaging.reach.none')}</None>
      ) : (
        <Rows
          caption={say('messaging.reach')}
          rows={rows}
          keyOf={({ channel, language, subscribed }) => `${channel} ${language} ${subscribed}`}
          columns={[
            {
              id: 'channel',
              header: say('messaging.channel'),
              cell: ({ channel, language, subscribed, stopped }) => (
                <>
                  {channel === null ? say('messaging.unreached') : say(`channel.${channel}`)}{' '}
                  <Soft>
                    {[
                      languages[language],
                      ...(subscribed ? [say('messaging.subscriber')] : []),
                      ...(stopped ? [say('messaging.reach.stopped')] : []),
                    ].join(', ')}
                  </Soft>
                </>
              ),
            },
            {
              id: 'people',
              header: say('messaging.people'),
              numeric: true,
              cell: row => formats.count(row.people),
            },
            {
              id: 'parts',
              header: say('messaging.parts'),
              numeric: true,
              cell: row => {
                const parts = partsOf(row)
                return parts === null ? say('common.none') : formats.count(parts)
              },
            },
            {
              id: 'cost',
              header: say('messaging.costAtMost'),
              numeric: true,
              cell: ({ cost }) => (cost === null ? say('common.none') : formats.money(cost.amount, cost.currency)),
            },
          ]}
        />
      )}
      <p className={styles['soft']}>
        {say('messaging.reach.besides', { subscribers, calls })}{' '}
        <strong>{costText(say('messaging.reach.cost'), rows, formats.money)}</strong>
      </p>
    </>
  )
}

/** Sums of the same currency; empty where no channel has a price. */
function costText(
  label: string,
  rows: PreviewOfNotice['people'],
  money: (amount: string, currency: string) => string,
): string {
  const costs = rows.flatMap(({ cost }) => (cost === null ? [] : [cost]))
  if (costs.length === 0) return ''
  const sums = [...Map.groupBy(costs, ({ currency }) => currency)].map(([currency, of]) =>
    money(sumOfDecimals(of.map(({ amount }) => amount)), currency),
  )
  return `${label} ${sums.join(' + ')}`
}

/** The texts of every channel in one language at a time. */
export function Texts({
  texts,
  press,
  language: given,
}: {
  readonly texts: readonly Text[]
  readonly press: PreviewOfNotice['press']
  readonly language?: Language
}): ReactNode {
  const say = useSay()
  const { language: own } = useLanguage()
  const [chosen, setChosen] = useState<Language>(own)
  const language = given ?? chosen
  const all = Object.keys(languages) as Language[]
  return (
    <div className={styles['texts']}>
      {given === undefined && (
        <SegmentedControl
          className="unprinted"
          size="xs"
          fullWidth
          value={language}
          onChange={next => setChosen(all.find(each => each === next) ?? chosen)}
          aria-label={say('menu.language')}
          data={all.map(value => ({ value, label: languages[value] }))}
        />
      )}
      {texts
        .filter(text => text.language === language)
        .map(text => (
          <Bubble key={text.channel} text={text} />
        ))}
      {press
        .filter(each => each.language === language)
        .map(each => (
          <div key="press">
            <div className={styles['bubbleHead']}>
              <span>{say('messaging.press')}</span>
            </div>
            <PressText press={each} />
          </div>
        ))}
    </div>
  )
}

function Bubble({ text: { channel, language, subject, text, segments, missing } }: { readonly text: Text }): ReactNode {
  const say = useSay()
  const factOf = useMissingFact()
  return (
    <div>
      <div className={styles['bubbleHead']}>
        <span>{say(`channel.${channel}`)}</span>
        {segments !== null && (
          <span>{say('statement.sms', { characters: smsSize(text).characters, parts: segments })}</span>
        )}
      </div>
      <div className={styles['bubble']} lang={missing === null ? language : undefined}>
        {missing === null ? (
          <>
            {subject !== '' && <strong>{subject}</strong>}
            {text}
          </>
        ) : (
          <span className={styles['missing']}>{say('messaging.missing', { fact: factOf(missing) })}</span>
        )}
      </div>
    </div>
  )
}
