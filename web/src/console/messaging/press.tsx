import type { PressView } from '@pulih/contracts'
import { Button, SegmentedControl } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { addressOf } from '../../api/ask.ts'
import { looking } from '../../api/queries.ts'
import { Icon } from '../../ui/icons.tsx'
import { languages, useLanguage, useSay, type Language } from '../../ui/language.tsx'
import { Card } from '../../ui/page.tsx'
import { None } from '../../ui/parts.tsx'
import { Failed } from '../../ui/problem.tsx'
import { useMissingFact } from './missing-fact.ts'
import styles from './messaging.module.css'

/** The official statement for newspapers, as things stand: to copy, or to take along as a file. */
export function PressCard({ outage }: { readonly outage: string }): ReactNode {
  const say = useSay()
  const { language: own } = useLanguage()
  const [language, setLanguage] = useState<Language>(own)
  const press = useQuery(looking('listPressStatements', { params: { outage } }))
  const said = press.data?.items.find(each => each.language === language)
  const all = Object.keys(languages) as Language[]
  return (
    <Card title={say('messaging.press')}>
      <SegmentedControl
        className="unprinted"
        size="xs"
        value={language}
        onChange={next => setLanguage(all.find(each => each === next) ?? language)}
        aria-label={say('messaging.press.language')}
        data={all.map(value => ({ value, label: languages[value] }))}
      />
      {press.isError && <Failed reason={press.error} retry={() => void press.refetch()} />}
      {press.isPending && <None>{say('common.loading')}</None>}
      {said && <PressText press={said} />}
      {said?.missing === null && <Actions press={said} outage={outage} />}
    </Card>
  )
}

function Actions({ press, outage }: { readonly press: PressView; readonly outage: string }): ReactNode {
  const say = useSay()
  const clipboard = useClipboard()
  return (
    <div className={`${styles['actions']} unprinted`}>
      <Button variant="default" size="sm" onClick={() => clipboard.copy(press.text)}>
        {say(clipboard.copied ? 'common.copied' : 'common.copy')}
      </Button>
      <Button
        component="a"
        variant="default"
        size="sm"
        href={addressOf('downloadPressStatement', { params: { outage, language: press.language } })}
        download
        leftSection={<Icon name="download" size={16} />}
      >
        {say('messaging.press.file')}
      </Button>
    </div>
  )
}

/** One of them as it reads, or what is missing for it. */
export function PressText({ press: { language, text, missing } }: { readonly press: PressView }): ReactNode {
  const say = useSay()
  const factOf = useMissingFact()
  return (
    <div className={styles['bubble']} lang={missing === null ? language : undefined}>
      {missing === null ? (
        text.trim()
      ) : (
        <span className={styles['missing']}>{say('messaging.missing', { fact: factOf(missing) })}</span>
      )}
    </div>
  )
}
