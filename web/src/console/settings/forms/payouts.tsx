import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { looking } from '../../../api/queries.ts'
import { useSay } from '../../../ui/language.tsx'
import { RowsField, TextField } from './fields.tsx'
import type { FormOf } from './index.ts'

/** Which channel pays out what by itself: a unit and the name of a channel in each row. */
export function PayoutsForm({ value, change }: FormOf): ReactNode {
  const say = useSay()
  const { data } = useQuery(looking('listChannels', {}))
  const [rows, setRows] = useState(() =>
    Object.entries(value as Readonly<Record<string, string>>).map(([unit, channel]) => ({ unit, channel })),
  )
  return (
    <RowsField
      label={say('payoutSetting.rows')}
      rows={rows}
      fresh={{ unit: '', channel: '' }}
      change={next => {
        setRows([...next])
        change(Object.fromEntries(next.filter(({ unit }) => unit !== '').map(({ unit, channel }) => [unit, channel])))
      }}
      row={({ unit, channel }, put) => (
        <>
          <TextField
            label={say('setting.unit')}
            value={unit}
            change={each => put({ unit: each })}
            most={100}
            required
          />
          <Select
            label={say('payoutSetting.channel')}
            value={channel === '' ? null : channel}
            required
            withAsterisk={false}
            allowDeselect={false}
            onChange={each => put({ channel: each ?? '' })}
            data={[
              ...new Set([
                ...(data?.items ?? []).map(({ channel: name }) => name),
                ...(channel === '' ? [] : [channel]),
              ]),
            ]}
          />
        </>
      )}
    />
  )
}
