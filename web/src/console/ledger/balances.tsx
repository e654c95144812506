import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { looking } from '../../api/queries.ts'
import { useFormats } from '../../ui/formats.ts'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { Card } from '../../ui/page.tsx'
import { Failed, Placeholder } from '../../ui/problem.tsx'
import figures from '../../ui/figures.module.css'
import styles from '../runs/runs.module.css'

/** Every account in every unit; what it adds up to has to be nothing. */
export function BalancesPart(): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const found = useQuery(looking('readBalances', {}))
  if (found.isError) return <Failed reason={found.error} retry={() => void found.refetch()} />
  const items = found.data?.items ?? []
  const units = [...new Set(items.map(({ unit }) => unit))]
  if (units.length === 0)
    return (
      <Card title={say('ledger.part.balances')} flush>
        <Placeholder icon="coins" title={found.isPending ? say('common.loading') : say('ledger.empty')} />
      </Card>
    )
  return (
    <div className={styles['pair']}>
      {units.map(unit => (
        <Card key={unit} title={say('ledger.balancesIn', { unit })} flush>
          <table className={figures['figures']}>
            <thead>
              <tr>
                <th scope="col">{say('ledger.account')}</th>
                <th scope="col" className={figures['number']}>
                  {say('ledger.part.transfers')}
                </th>
                <th scope="col" className={figures['number']}>
                  {say('ledger.balance')}
                </th>
              </tr>
            </thead>
            <tbody>
              {items
                .filter(each => each.unit === unit)
                .map(({ account, balance, transfers }) => (
                  <tr key={account}>
                    <th scope="row">
                      {say(`account.${account}`)}
                      <div className={styles['under']}>{account}</div>
                    </th>
                    <td className={figures['number']}>{formats.count(transfers)}</td>
                    <td className={figures['number']}>{formats.money(balance, unit)}</td>
                  </tr>
                ))}
            </tbody>
          </table>
          <p className={styles['good']}>
            <Icon name="info" size={16} />
            {say('ledger.sumsToNothing')}
          </p>
        </Card>
      ))}
    </div>
  )
}
