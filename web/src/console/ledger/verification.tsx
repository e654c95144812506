import { Alert, Button, Code, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent, type ReactNode } from 'react'
import { addressOf, ask, type ReplyTo } from '../../api/ask.ts'
import { useFormats } from '../../ui/formats.ts'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { Card } from '../../ui/page.tsx'
import { ProblemAlert } from '../../ui/problem.tsx'
import { Tile, Tiles } from '../../ui/tile.tsx'
import figures from '../../ui/figures.module.css'
import styles from '../runs/runs.module.css'

/** Works out every digest again. With an anchor that was kept elsewhere it also tells whether the chain is still that of then. */
export function VerificationPart(): ReactNode {
  const say = useSay()
  const [page, setPage] = useState('')
  const [digest, setDigest] = useState('')
  const check = useMutation({
    mutationFn: () =>
      ask('verifyLedger', { query: { ...(page === '' ? {} : { page }), ...(digest === '' ? {} : { digest }) } }),
  })
  const begin = (event: FormEvent): void => {
    event.preventDefault()
    check.mutate()
  }
  return (
    <div className={styles['stack']}>
      <Card title={say('ledger.verify')}>
        <form onSubmit={begin}>
          <p className={styles['under']}>{say('ledger.verify.explain')}</p>
          <div className={styles['facts']}>
            <TextInput
              label={say('ledger.anchorPage')}
              description={say('common.optional')}
              pattern="[1-9][0-9]*"
              value={page}
              onChange={({ currentTarget }) => setPage(currentTarget.value.trim())}
            />
            <TextInput
              label={say('ledger.anchorDigest')}
              description={say('common.optional')}
              pattern="[0-9a-f]{64}"
              value={digest}
              onChange={({ currentTarget }) => setDigest(currentTarget.value.trim())}
            />
          </div>
          <div className={styles['chips']}>
            <Button type="submit" mt="sm" loading={check.isPending} leftSection={<Icon name="check" size={16} />}>
              {say('ledger.verify.submit')}
            </Button>
            <Button
              component="a"
              href={addressOf('exportLedger', {})}
              download
              mt="sm"
              variant="default"
              leftSection={<Icon name="download" size={16} />}
            >
              {say('ledger.export')}
            </Button>
          </div>
        </form>
      </Card>
      {check.isError && <ProblemAlert reason={check.error} />}
      {check.data && <Verdict verdict={check.data} />}
    </div>
  )
}

function Verdict({ verdict }: { readonly verdict: ReplyTo<'verifyLedger'> }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  return (
    <div aria-live="polite">
      <Alert
        mb="sm"
        color={verdict.whole ? 'pine' : 'red'}
        icon={<Icon name={verdict.whole ? 'check' : 'warning'} />}
        title={say(verdict.whole ? 'ledger.whole' : 'ledger.broken')}
      >
        {say(verdict.whole ? 'ledger.whole.detail' : 'ledger.broken.detail', { findings: verdict.findings.length })}
      </Alert>
      <Tiles>
        <Tile label={say('ledger.pages')} value={formats.count(verdict.pages)} />
        <Tile label={say('ledger.part.transfers')} value={formats.count(verdict.transfers)} />
        <Tile label={say('ledger.entries')} value={formats.count(verdict.entries)} />
      </Tiles>
      <Card title={say('ledger.head')}>
        <p className={styles['under']}>{say('ledger.head.explain')}</p>
        <dl className={styles['facts']}>
          <div>
            <dt>{say('ledger.page')}</dt>
            <dd>{verdict.head.page}</dd>
          </div>
          <div className={styles['wide']}>
            <dt>{say('ledger.digest')}</dt>
            <dd>
              <Code>{verdict.head.digest}</Code>
            </dd>
          </div>
        </dl>
      </Card>
      {verdict.findings.length > 0 && (
        <div className={styles['stack']}>
          <Card title={say('ledger.findings')} flush>
            <table className={figures['figures']}>
              <tbody>
                {verdict.findings.map(({ says, page, transfer }) => (
                  <tr key={`${says} ${page ?? ''} ${transfer ?? ''}`}>
                    <th scope="row">{say(`ledger.finding.${says}`)}</th>
                    <td>{page === null ? '' : `${say('ledger.page')} ${page}`}</td>
                    <td>{transfer === null ? '' : `${say('ledger.transfer')} ${transfer}`}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Card>
        </div>
      )}
    </div>
  )
}
