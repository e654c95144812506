import { ActionIcon, Button, Group, Stack, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState, type FormEvent, type ReactNode } from 'react'
import { useChange } from '../../api/queries.ts'
import { textsIn } from '../../ui/form.ts'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { ProblemAlert } from '../../ui/problem.tsx'
import type { Outage } from './outage.tsx'
import styles from './outages.module.css'
import type { Review } from './review.tsx'

type FollowUp = Review['followUps'][number]

/** A follow-up on the form; a new one has no id before it is saved. */
interface Entry {
  readonly key: string
  readonly known: FollowUp | null
}

/** Written by a person and saved as the next version: somebody else's changes meanwhile are not written over. */
export function ReviewForm({
  outage,
  review,
  done,
}: {
  readonly outage: Outage
  readonly review: Review
  readonly done: () => void
}): ReactNode {
  const say = useSay()
  const change = useChange('writeReview')
  // What was read when writing began: the page goes on being read anew underneath.
  const [begun] = useState(review)
  const [entries, setEntries] = useState<readonly Entry[]>(begun.followUps.map(known => ({ key: known.id, known })))
  const [next, setNext] = useState(1)
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const text = textsIn(event.currentTarget)
    change.mutate(
      {
        params: { outage: outage.id },
        version: begun.version,
        body: {
          summary: text('summary').trim(),
          rootCause: text('rootCause').trim(),
          wentWell: text('wentWell').trim(),
          toImprove: text('toImprove').trim(),
          followUps: entries.map(({ key, known }) => ({
            ...(known ? { id: known.id, state: known.state } : {}),
            title: text(`${key} title`).trim(),
            owner: text(`${key} owner`).trim() || null,
            dueOn: text(`${key} due`) || null,
          })),
        },
      },
      {
        onSuccess: ({ version }) => {
          notifications.show({ message: say('review.saved', { version }) })
          done()
        },
      },
    )
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {change.isError && <ProblemAlert reason={change.error} />}
        {(['summary', 'rootCause', 'wentWell', 'toImprove'] as const).map(part => (
          <Textarea
            key={part}
            label={say(`review.${part}`)}
            name={part}
            defaultValue={begun[part]}
            maxLength={4000}
            autosize
            minRows={part === 'summary' ? 5 : 3}
            maxRows={24}
            data-autofocus={part === 'summary' ? true : undefined}
          />
        ))}
        <h3 className={styles['part']}>{say('review.followUps')}</h3>
        {entries.map((entry, nth) => (
          <FollowUpInputs
            key={entry.key}
            entry={entry}
            number={nth + 1}
            remove={() => setEntries(entries.filter(each => each !== entry))}
          />
        ))}
        <Group>
          <Button
            variant="default"
            size="xs"
            leftSection={<Icon name="plus" size={14} />}
            onClick={() => {
              setEntries([...entries, { key: `new-${next}`, known: null }])
              setNext(next + 1)
            }}
          >
            {say('review.followUps.add')}
          </Button>
        </Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={done}>
            {say('common.cancel')}
          </Button>
          <Button type="submit" loading={change.isPending}>
            {say('review.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function FollowUpInputs({
  entry: { key, known },
  number,
  remove,
}: {
  readonly entry: Entry
  readonly number: number
  readonly remove: () => void
}): ReactNode {
  const say = useSay()
  return (
    <fieldset className={styles['entry']}>
      <legend className="unseen">{say('review.followUp.nth', { number })}</legend>
      <TextInput
        className={styles['wider']}
        label={say('review.followUp')}
        name={`${key} title`}
        defaultValue={known?.title}
        required
        withAsterisk={false}
        maxLength={200}
      />
      <TextInput
        label={say('review.followUp.owner')}
        name={`${key} owner`}
        defaultValue={known?.owner ?? ''}
        maxLength={200}
      />
      <TextInput label={say('review.followUp.due')} name={`${key} due`} type="date" defaultValue={known?.dueOn ?? ''} />
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        aria-label={say('review.followUp.remove', { number })}
        onClick={remove}
      >
        <Icon name="close" size={16} />
      </ActionIcon>
    </fieldset>
  )
}
