import type { LookedAtMessage } from '@pulih/contracts'
import { Button, SegmentedControl } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useSay } from '../../ui/language.tsx'
import { Card } from '../../ui/page.tsx'
import { Soft } from '../../ui/parts.tsx'
import { ListTable, type Column } from '../../ui/table.tsx'
import { useMay } from '../session/me.ts'
import { DiscardDialog, DraftDialog } from './draft-dialogs.tsx'
import { useMessageColumns } from './message-columns.tsx'
import styles from './messaging.module.css'
import { SettleDialog } from './settle-dialogs.tsx'

const route = getRouteApi('/inside/messaging')
const kinds = ['doubts', 'drafts'] as const
type Asked = 'settle' | 'send' | 'discard'
interface Chosen {
  readonly asked: Asked
  readonly message: LookedAtMessage
}

/** Messages that go no further before a person says how: doubts and drafts. */
export function ToDecidePart(): ReactNode {
  const say = useSay()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const what = kinds.find(each => each === search.what) ?? 'doubts'
  const close = (): void => setChosen(null)
  const columns = useColumns(what, setChosen)
  return (
    <Card
      title={say('messaging.part.to-decide')}
      flush
      aside={
        <SegmentedControl
          className="unprinted"
          size="xs"
          value={what}
          aria-label={say('messaging.part.to-decide')}
          onChange={next => void navigate({ replace: true, search: next === 'drafts' ? { what: next } : {} })}
          data={kinds.map(value => ({ value, label: say(`messaging.${value}`) }))}
        />
      }
    >
      <p className={styles['lead']}>{say(`messaging.${what}.lead`)}</p>
      <ListTable
        name="listMessagesToDecide"
        given={{ query: { what } }}
        caption={say(`messaging.${what}`)}
        columns={columns}
        keyOf={({ message }) => message}
        empty={say(`messaging.${what}.none`)}
      />
      {chosen?.asked === 'settle' && <SettleDialog message={chosen.message} close={close} />}
      {chosen?.asked === 'send' && <DraftDialog message={chosen.message} close={close} />}
      {chosen?.asked === 'discard' && <DiscardDialog message={chosen.message} close={close} />}
    </Card>
  )
}

function useColumns(
  what: (typeof kinds)[number],
  choose: (chosen: Chosen) => void,
): readonly Column<LookedAtMessage>[] {
  const say = useSay()
  const may = useMay()
  const { customer, told, channel, address, reason, updated } = useMessageColumns()
  const words: Column<LookedAtMessage> = {
    id: 'words',
    header: say('messaging.words'),
    cell: ({ subject, text, language }) => (
      <bdi className={styles['clamped']} lang={language}>
        {subject !== '' && (
          <>
            <strong>{subject}</strong>
            <br />
          </>
        )}
        {text === '' ? <Soft>{say('messaging.noWords')}</Soft> : text}
      </bdi>
    ),
    text: ({ subject, text }) => [subject, text].filter(each => each !== '').join('\n'),
  }
  const button = (asked: Asked, message: LookedAtMessage): ReactNode => (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={say(`messaging.do.${asked}Of`, { address: message.address })}
      onClick={() => choose({ asked, message })}
    >
      {say(`messaging.do.${asked}`)}
    </Button>
  )
  const actions: Column<LookedAtMessage> = {
    id: 'actions',
    header: say('messaging.decision'),
    cell: message => (
      <div className={`${styles['outcomes']} unprinted`}>
        {what === 'doubts' ? (
          button('settle', message)
        ) : (
          <>
            {button('send', message)}
            {button('discard', message)}
          </>
        )}
      </div>
    ),
    text: () => '',
  }
  return [
    told,
    words,
    customer,
    channel,
    address,
    updated,
    ...(what === 'doubts' ? [reason] : []),
    ...(may('settleMessage') ? [actions] : []),
  ]
}
