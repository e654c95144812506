import type { NoticeView } from '@pulih/contracts'
import { Alert, SimpleGrid, Tabs, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { ask } from '../../api/ask.ts'
import { useChange } from '../../api/queries.ts'
import { ActionDialog } from '../../ui/dialog.tsx'
import { languages, useLanguage, useSay, type Language } from '../../ui/language.tsx'
import { ProblemAlert } from '../../ui/problem.tsx'
import { Texts } from './preview.tsx'

const all = Object.keys(languages) as Language[]
const most = 4_000
/** Long enough that not every letter asks the server. */
const typingMilliseconds = 350

/** The operator's own words of a held notice, with what people would read beside them. The clock stands still as soon as it is open. */
export function WordsDialog({ notice, close }: { readonly notice: NoticeView; readonly close: () => void }): ReactNode {
  const say = useSay()
  const { language: own } = useLanguage()
  const save = useChange('wordNotice')
  const held = useStoppedClock(notice)
  const [language, setLanguage] = useState<Language>(own)
  const [words, setWords] = useState<NoticeView['words']>(notice.words)
  const preview = useWordsPreview(notice.notice, words)
  const written = all.filter(each => (words[each] ?? '').trim() !== '')
  const missing = all.filter(each => !written.includes(each))
  const speaker = written[0]
  return (
    <ActionDialog
      title={say('messaging.edit')}
      explain={say('messaging.edit.explain')}
      submit={say('common.save')}
      wide
      change={held.error === null ? save : { isPending: false, error: held.error }}
      close={close}
      act={() =>
        save.mutate(
          { params: { notice: notice.notice }, version: notice.revision, body: { words: wordsOf(words) } },
          {
            onSuccess: () => {
              notifications.show({ message: say('messaging.edit.done') })
              close()
            },
          },
        )
      }
    >
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
            label={say('messaging.ownWords', { language: languages[language] })}
            description={say('statement.left', { count: most - (words[language] ?? '').length })}
            lang={language}
            value={words[language] ?? ''}
            onChange={({ currentTarget: { value } }) => setWords({ ...words, [language]: value })}
            minRows={7}
            maxLength={most}
            data-autofocus
          />
          {speaker !== undefined && missing.length > 0 && (
            <Alert color="yellow" mt="sm">
              {say('messaging.edit.missing', {
                languages: missing.map(each => languages[each]).join(', '),
                other: languages[speaker],
              })}
            </Alert>
          )}
        </div>
        <section aria-label={say('messaging.texts')} aria-busy={preview.isFetching}>
          {preview.error && <ProblemAlert reason={preview.error} />}
          {preview.data && <Texts texts={preview.data.texts} press={preview.data.press} language={language} />}
        </section>
      </SimpleGrid>
    </ActionDialog>
  )
}

/** A notice must not go out while somebody mends it. */
function useStoppedClock({ notice, releaseAt }: NoticeView): { readonly error: unknown } {
  const { mutate, error } = useChange('holdNotice')
  const [runs] = useState(releaseAt !== null)
  useEffect(() => {
    if (runs) mutate({ params: { notice } })
  }, [runs, mutate, notice])
  return { error }
}

function useWordsPreview(notice: string, words: NoticeView['words']) {
  const [typed] = useDebouncedValue(words, typingMilliseconds)
  return useQuery({
    queryKey: ['previewWords', notice, typed],
    queryFn: ({ signal }) => ask('previewWords', { params: { notice }, body: { words: wordsOf(typed) } }, { signal }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
}

function wordsOf(words: NoticeView['words']): NoticeView['words'] {
  return Object.fromEntries(
    all.flatMap(language => {
      const text = (words[language] ?? '').trim()
      return text === '' ? [] : [[language, text]]
    }),
  )
}
