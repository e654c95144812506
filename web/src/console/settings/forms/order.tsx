import { ActionIcon, Checkbox, Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { Icon } from '../../../ui/icons.tsx'
import { useSay } from '../../../ui/language.tsx'
import { Soft } from '../../../ui/parts.tsx'
import styles from '../settings.module.css'

/** Which of several, and in which order; without the mouse as with it. */
export function OrderField<Each extends string>({
  label,
  hint,
  all,
  chosen,
  nameOf,
  change,
}: {
  readonly label: string
  readonly hint: string
  readonly all: readonly Each[]
  readonly chosen: readonly Each[]
  readonly nameOf: (each: Each) => string
  readonly change: (chosen: readonly Each[]) => void
}): ReactNode {
  const say = useSay()
  const rows = [...chosen, ...all.filter(each => !chosen.includes(each))]
  const earlier = (at: number): void => {
    const [before, it] = [chosen[at - 1], chosen[at]]
    if (before !== undefined && it !== undefined)
      change(chosen.map((each, index) => (index === at - 1 ? it : index === at ? before : each)))
  }
  return (
    <div className={styles['rows']} role="group" aria-label={label}>
      <div>
        <strong>{label}</strong>
        <div>
          <Soft>{hint}</Soft>
        </div>
      </div>
      {rows.map((each, at) => (
        <Group key={each} gap="sm">
          <ActionIcon
            variant="default"
            size={28}
            disabled={at === 0 || at >= chosen.length}
            aria-label={say('telling.earlier', { channel: nameOf(each) })}
            onClick={() => earlier(at)}
          >
            <span className={styles['up']}>
              <Icon name="down" size={14} />
            </span>
          </ActionIcon>
          <Checkbox
            label={at < chosen.length ? `${at + 1}. ${nameOf(each)}` : nameOf(each)}
            checked={at < chosen.length}
            // The last one stays: somebody has to be reached by something.
            disabled={chosen.length === 1 && at === 0}
            onChange={({ currentTarget }) =>
              change(currentTarget.checked ? [...chosen, each] : chosen.filter(other => other !== each))
            }
          />
        </Group>
      ))}
    </div>
  )
}
