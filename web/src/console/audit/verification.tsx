import { Alert, Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { FormEvent, ReactNode } from 'react'
import { ask } from '../../api/ask.ts'
import { Badge } from '../../ui/badge.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useSay } from '../../ui/language.tsx'
import { Card } from '../../ui/page.tsx'
import { Soft, Stacked } from '../../ui/parts.tsx'
import { ProblemAlert } from '../../ui/problem.tsx'
import styles from './audit.module.css'

/** Works out every digest anew. With a head that was noted elsewhere it is also found when all of it was written anew. */
export function Verification(): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const check = useMutation({
    mutationFn: (query: { number?: number; digest?: string }) => ask('checkAudit', { query }),
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const [number, digest] = [textOf(form, 'number'), textOf(form, 'digest')]
    check.mutate(number === '' || digest === '' ? {} : { number: Number(number), digest })
  }
  const { data } = check
  return (
    <Card
      title={say('audit.verify')}
      aside={
        data && <Badge tone={data.sound ? 'good' : 'bad'}>{say(data.sound ? 'audit.sound' : 'audit.unsound')}</Badge>
      }
    >
      <Stacked>
        <form className={`${styles['form']} unprinted`} onSubmit={submit}>
          <TextInput name="number" label={say('audit.noted.number')} inputMode="numeric" pattern="\d{0,15}" w={150} />
          <TextInput name="digest" label={say('audit.noted.digest')} pattern="[0-9a-f]{64}|" w={260} />
          <Button type="submit" loading={check.isPending}>
            {say('audit.verifyNow')}
          </Button>
        </form>
        <Soft>{say('audit.verifyHint')}</Soft>
        {check.error && <ProblemAlert reason={check.error} />}
        {data && (
          <div role="status">
            <Alert color={data.sound ? 'green' : 'red'}>
              {say(data.sound ? 'audit.soundExplain' : 'audit.unsoundExplain', { rows: data.rows })}
            </Alert>
            {data.findings.length > 0 && (
              <ul>
                {data.findings.map(({ kind, number, to }) => (
                  <li key={`${kind} ${number ?? ''}`}>
                    {say(`audit.finding.${kind}`)} {number !== undefined && formats.count(number)}
                    {to !== undefined && `–${formats.count(to)}`}
                  </li>
                ))}
              </ul>
            )}
            {data.more > 0 && <p>{say('outage.where.more', { count: data.more })}</p>}
            <p>
              <Soft>{say('audit.head', { number: data.head.number })}</Soft>
            </p>
            <div className={styles['head']}>{data.head.digest}</div>
          </div>
        )}
      </Stacked>
    </Card>
  )
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}
