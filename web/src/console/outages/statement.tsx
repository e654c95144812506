import { Alert, Button, Group, Select, SimpleGrid, Tabs, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { use, useMemo, useState, type ReactNode } from 'react'
import { createIntl } from 'react-intl'
import { useChange } from '../../api/queries.ts'
import { useAreaNames } from '../../ui/area-map.tsx'
import { ActionDialog, MomentInput } from '../../ui/dialog.tsx'
import { formatsIn, ZoneContext } from '../../ui/formats.ts'
import { languages, loadMessages, locales, useLanguage, useSay, type Language, type Say } from '../../ui/language.tsx'
import { When } from '../../ui/times.tsx'
import { draftOf, stages, type Stage } from './draft.ts'
import type { DialogOf } from './life-dialogs.tsx'
import type { Outage } from './outage.tsx'
import { smsSize, smsText } from './sms.ts'
import styles from './statement.module.css'

const all = Object.keys(languages) as Language[]
const most = 4000
type Texts = Readonly<Record<Language, string>>

/** The operator's official statement: one per language, seen as it will be read before it goes out. */
export function StatementDialog({ outage, close }: DialogOf): ReactNode {
  const say = useSay()
  const { language: own } = useLanguage()
  const publish = useChange('addUpdate')
  const [texts, setTexts] = useState<Texts>({ en: '', id: '', pl: '' })
  const [stage, setStage] = useState<Stage>(stageOf(outage))
  const [language, setLanguage] = useState<Language>(own)
  const draft = useDrafts(outage)
  const written = all.filter(each => texts[each].trim() !== '')
  const main = written.includes(own) ? own : written[0]
  const missing = all.filter(each => !written.includes(each))
  return (
    <ActionDialog
      title={say('statement.title', { number: outage.number })}
      explain={say('statement.explain')}
      submit={say('statement.submit')}
      wide
      change={publish}
      close={close}
      act={({ instant }) => {
        if (main === undefined) return
        const nextUpdateBy = instant('next')
        const others = written.filter(each => each !== main)
        publish.mutate(
          {
            params: { outage: outage.id },
            body: {
              text: texts[main].trim(),
              language: main,
              translations: Object.fromEntries(others.map(each => [each, texts[each].trim()])),
              public: true,
              ...(outage.restoredAt === null ? { nextUpdateBy: nextUpdateBy ?? null } : {}),
            },
          },
          {
            onSuccess: () => {
              notifications.show({ message: say('statement.done') })
              close()
            },
          },
        )
      }}
    >
      <Group align="flex-end">
        <Select
          label={say('statement.stage')}
          value={stage}
          allowDeselect={false}
          onChange={next => setStage(stages.find(each => each === next) ?? stage)}
          data={stages.map(value => ({ value, label: say(`statement.stage.${value}`) }))}
        />
        <Button variant="default" disabled={draft === null} onClick={() => draft && setTexts(draft(stage))}>
          {say('statement.draft')}
        </Button>
      </Group>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <div>
          <Tabs value={language} onChange={next => setLanguage(all.find(each => each === next) ?? language)}>
            <Tabs.List mb="xs" aria-label={say('menu.language')}>
              {all.map(each => (
                <Tabs.Tab key={each} value={each} lang={each}>
                  {languages[each]}
                </Tabs.Tab>
              ))}
            </Tabs.List>
          </Tabs>
          <Textarea
            label={say('statement.text', { language: languages[language] })}
            lang={language}
            value={texts[language]}
            onChange={({ currentTarget: { value } }) => setTexts({ ...texts, [language]: value })}
            minRows={7}
            maxLength={most}
            required={written.length === 0}
            withAsterisk={false}
            data-autofocus
            description={say('statement.left', { count: most - texts[language].length })}
          />
        </div>
        <Preview text={texts[language]} language={language} />
      </SimpleGrid>
      {written.length > 0 && missing.length > 0 && (
        <Alert color="yellow">
          {say('statement.missing', { languages: missing.map(each => languages[each]).join(', ') })}
        </Alert>
      )}
      {outage.restoredAt === null && (
        <MomentInput
          name="next"
          label={say('statement.next')}
          initial={outage.nextUpdateBy}
          description={say('statement.nextHint')}
        />
      )}
    </ActionDialog>
  )
}

function Preview({ text, language }: { readonly text: string; readonly language: Language }): ReactNode {
  const say = useSay()
  const [now] = useState(() => new Date().toISOString())
  const short = smsText(text)
  const { characters, parts, unicode } = smsSize(short)
  return (
    <section className={styles['preview']} aria-label={say('statement.preview')}>
      <div className={styles['small']}>{say('statement.preview.page')}</div>
      <div className={styles['sheet']} lang={language}>
        <div className={styles['small']}>
          <When at={now} />
        </div>
        {text.trim() === '' ? say('common.none') : text}
      </div>
      <div className={styles['small']}>
        <br />
        {say('statement.preview.sms')} · {say('statement.sms', { characters, parts })}
        {unicode && ` · ${say('statement.smsUnicode')}`}
      </div>
      <div className={styles['bubble']} lang={language}>
        {short === '' ? say('common.none') : short}
      </div>
      {short.endsWith(' …') && <div className={styles['small']}>{say('statement.long')}</div>}
    </section>
  )
}

function stageOf(outage: Outage): Stage {
  if (outage.restoredAt !== null) return 'watching'
  return outage.cause === 'unknown' && outage.publicCause === null ? 'investigating' : 'identified'
}

/** Drafts speak every language at once; null until all of them are loaded. */
function useDrafts(outage: Outage): ((stage: Stage) => Texts) | null {
  const zone = use(ZoneContext)
  const nameOf = useAreaNames()
  const { data: voices } = useQuery({
    queryKey: ['console', 'voices'],
    staleTime: Infinity,
    queryFn: () => Promise.all(all.map(async language => [language, await loadMessages(language)] as const)),
  })
  return useMemo(() => {
    if (!voices) return null
    const places = (outage.scope.areas ?? []).filter(area => area !== '*').map(nameOf)
    return stage =>
      Object.fromEntries(
        voices.map(([language, messages]) => {
          const intl = createIntl({ locale: locales[language], messages })
          const say: Say = (id, values) => intl.formatMessage({ id }, values)
          const formats = formatsIn(locales[language], zone, say)
          return [language, draftOf(outage, stage, { say, formats, places, nextUpdateBy: outage.nextUpdateBy })]
        }),
      ) as unknown as Texts
  }, [voices, outage, zone, nameOf])
}
