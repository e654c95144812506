import { countryOf } from '../countries.ts'
import type { Loaded } from '../loading.ts'
import { useEditing, useSpeech } from './context.ts'

/** What stands where the answer will be: what to do, and which rules are known. */
export function Waiting({
  isWrong,
  loaded,
  onExample,
}: {
  readonly isWrong: boolean
  readonly loaded: Loaded | null
  readonly onExample: () => void
}) {
  const { say } = useSpeech()
  return (
    <div class="waiting">
      <p>{say(isWrong ? 'answer.mend' : 'answer.waiting-text')}</p>
      {!isWrong && loaded && (
        <button type="button" class="quiet" onClick={onExample}>
          {say('form.example')}
        </button>
      )}
      {loaded && <Known loaded={loaded} />}
    </div>
  )
}

function Known({ loaded }: { readonly loaded: Loaded }) {
  const { say, words, language, locale } = useSpeech()
  const { draft } = useEditing()
  const schemes = [...loaded.rulebook.schemes.values()]
  const country = new Intl.DisplayNames(locale, { type: 'region' }).of(countryOf(draft.jurisdiction)?.code ?? 'ZZ')
  return (
    <section class="known" aria-labelledby="known-heading">
      <h3 id="known-heading">{say('answer.known', { country: country ?? '', count: schemes.length })}</h3>
      <ul>
        {schemes.map(scheme => (
          <li key={scheme.id}>
            <strong>{scheme.title[language]}</strong> <span class="tag">{words.word('status', scheme.status)}</span>
            <span class="kinds">
              {scheme.who.services
                ? words.list(scheme.who.services.map(kind => words.word('kind', kind)))
                : words.phrase('who.everyone')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
