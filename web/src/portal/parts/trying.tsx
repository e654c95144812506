import { useState } from 'preact/hooks'
import { Refused } from '../api.ts'
import { saidOf, type Said } from '../problems.ts'
import type { MessageKey, Say } from '../say.ts'

export function Problem({ id, text }: { readonly id: string; readonly text: string | null }) {
  return (
    <p id={id} class="problem" role="alert">
      {text}
    </p>
  )
}

/** One thing at a time, with what went wrong the last time; the field that is to be mended gets the focus. */
export function useTrying<Key extends string>(say: Say<Key | MessageKey>, invalid?: Key | MessageKey) {
  const [problem, setProblem] = useState<Said<Key | MessageKey> | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const fail = (key: Key | MessageKey, field: HTMLElement | null, values: Said['values'] = {}) => {
    setProblem({ key, values })
    field?.focus()
  }
  return {
    problem: problem && say(problem.key, problem.values),
    isBusy,
    fail,
    async run(body: () => Promise<void>, field: HTMLElement | null): Promise<void> {
      setIsBusy(true)
      setProblem(null)
      try {
        await body()
      } catch (reason) {
        // There is one field, so it is known which is not valid.
        if (invalid && reason instanceof Refused && reason.code === 'request.invalid') fail(invalid, field)
        else {
          const { key, values } = saidOf(reason)
          fail(key, field, values)
        }
      } finally {
        setIsBusy(false)
      }
    },
  }
}
