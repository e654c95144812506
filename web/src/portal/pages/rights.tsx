import { useEffect, useState } from 'preact/hooks'
import { useSpeech, useVisit } from '../context.ts'
import { Failed, Waiting } from '../parts/states.tsx'
import { countries, loadRights, type Country, type Rights } from '../rights/rights.ts'

/** What the law gives and asks, country by country, and where it is honoured here. Anyone may read it. */
export function RightsPage() {
  const { say, language } = useSpeech()
  const { door } = useVisit()
  const [chosen, setChosen] = useState<Country | null>(null)
  const [rights, setRights] = useState<Rights | 'failed' | null>(null)
  const country = chosen ?? countries.find(each => each === door.jurisdiction) ?? 'XX'
  const load = () => void loadRights(language).then(setRights, () => setRights('failed'))
  useEffect(load, [language])
  return (
    <div class="stack rights">
      <div>
        <h1>{say('rights.title')}</h1>
        <p class="lead">{say('page.rights-lead')}</p>
      </div>
      <div class="choice" role="group" aria-label={say('rights.country')}>
        {countries.map(each => (
          <button key={each} type="button" aria-pressed={each === country} onClick={() => setChosen(each)}>
            {say(`rights.country-${each}`)}
          </button>
        ))}
      </div>
      {rights === null ? (
        <Waiting />
      ) : rights === 'failed' ? (
        <Failed again={load} />
      ) : (
        <CountryRights rights={rights} country={country} />
      )}
    </div>
  )
}

function CountryRights({ rights, country }: { readonly rights: Rights; readonly country: Country }) {
  const { say } = useSpeech()
  const { intro, rights: mine, duties, next, sources } = rights[country]
  return (
    <>
      <p>{intro}</p>
      <section class="stack">
        <h2>{say('rights.rights')}</h2>
        <ol class="plain rights-list">
          {mine.map(({ title, text, here, article }) => (
            <li key={title} class="card">
              <h3>{title}</h3>
              <p>{text}</p>
              <p class="here">
                <strong>{say('rights.here')}:</strong> {here}
              </p>
              {article !== '' && <p class="soft article">{article}</p>}
            </li>
          ))}
        </ol>
      </section>
      <section>
        <h2>{say('rights.duties')}</h2>
        <ul class="bullets">
          {duties.map(duty => (
            <li key={duty}>{duty}</li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{say('rights.next')}</h2>
        <ol class="bullets">
          {next.map(step => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </section>
      <section class="sources">
        <h2>{say('rights.sources')}</h2>
        <ul class="bullets">
          {sources.map(source => (
            <li key={source}>{source}</li>
          ))}
        </ul>
        <p class="soft">{say('rights.caution')}</p>
      </section>
    </>
  )
}
