import type { ReactNode } from 'react'
import { useSay } from '../../ui/language.tsx'
import styles from './schemes.module.css'

interface Bar {
  readonly name: string
  readonly now: number
  readonly tried: number
}

const width = 640
const height = 200
const foot = 26
const head = 16

/** Two figures side by side for each name. The table beside it says the same. */
export function Bars({
  label,
  bars,
  text,
}: {
  readonly label: string
  readonly bars: readonly Bar[]
  readonly text: (value: number) => string
}): ReactNode {
  const say = useSay()
  const most = Math.max(...bars.flatMap(({ now, tried }) => [now, tried]), 1e-9)
  const room = width / Math.max(bars.length, 1)
  const thick = Math.min(36, room * 0.36)
  const tall = (value: number) => ((height - foot - head) * value) / most
  const every = Math.ceil(bars.length / 9)
  return (
    <figure className={styles['figure']}>
      <p className={styles['legend']} aria-hidden="true">
        <span>{say('policy.now')}</span>
        <span className={styles['with']}>{say('policy.then')}</span>
      </p>
      <svg className={styles['chart']} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        {[0.5, 1].map(part => (
          <line
            key={part}
            x1="0"
            x2={width}
            y1={height - foot - tall(most * part)}
            y2={height - foot - tall(most * part)}
          />
        ))}
        <text x="0" y={head - 4}>
          {text(most)}
        </text>
        {bars.map(({ name, now, tried }, index) => {
          const middle = room * (index + 0.5)
          return (
            <g key={`${name} ${index}`}>
              <title>{`${name}: ${text(now)} → ${text(tried)}`}</title>
              <rect
                className={styles['now']}
                x={middle - thick - 1}
                width={thick}
                y={height - foot - tall(now)}
                height={tall(now)}
                rx="2"
              />
              <rect
                className={styles['then']}
                x={middle + 1}
                width={thick}
                y={height - foot - tall(tried)}
                height={tall(tried)}
                rx="2"
              />
              {index % every === 0 && (
                <text x={middle} y={height - 8} textAnchor="middle">
                  {name}
                </text>
              )}
            </g>
          )
        })}
        <line x1="0" x2={width} y1={height - foot} y2={height - foot} />
      </svg>
    </figure>
  )
}
