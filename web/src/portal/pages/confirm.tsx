import { useState } from 'preact/hooks'
import { ask, type ReplyTo } from '../api.ts'
import { useTelling } from '../context.ts'
import { Icon } from '../parts/icon.tsx'
import { Problem, useTrying } from '../parts/trying.tsx'
import { pathOf } from '../router.ts'

/** What a link in a mail opens. Mail programs look at links by themselves: only the button says yes. */
export function Confirm({ token }: { readonly token: string }) {
  const { say } = useTelling()
  const [done, setDone] = useState<ReplyTo<'confirmContact'> | null>(null)
  const trying = useTrying(say)
  if (done !== null)
    return (
      <div class="door">
        <div class="notice good" role="status">
          <Icon name="check" />
          <div>
            <h1>{say('told.done')}</h1>
            <p>{say('told.done-text', { address: done.address })}</p>
          </div>
        </div>
        {done.token !== null && (
          <a class="button wide" href={pathOf({ name: 'subscription', token: done.token })}>
            {say('told.manage')}
          </a>
        )}
      </div>
    )
  const confirm = () => trying.run(async () => setDone(await ask('confirmContact', { body: { token } })), null)
  return (
    <div class="door">
      <h1>{say('told.confirm-title')}</h1>
      <p class="lead">{say('told.confirm-lead')}</p>
      <button type="button" class="button primary wide" disabled={trying.isBusy} onClick={() => void confirm()}>
        {say('told.confirm')}
      </button>
      <Problem id="confirm-problem" text={trying.problem} />
    </div>
  )
}
