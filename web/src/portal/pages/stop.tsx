import { useState } from 'preact/hooks'
import { ask, type ReplyTo } from '../api.ts'
import { useTelling } from '../context.ts'
import { useLoading } from '../loading.ts'
import { Icon } from '../parts/icon.tsx'
import { Loaded } from '../parts/states.tsx'
import { Problem, useTrying } from '../parts/trying.tsx'

/** No more messages to one address: one button, no sign-in, and the way back. */
export function Stop({ token }: { readonly token: string }) {
  const { say } = useTelling()
  const loading = useLoading(() => ask('getStop', { token }), [token])
  return (
    <div class="door">
      <h1>{say('stop.title')}</h1>
      <Loaded loading={loading}>{before => <Choice token={token} before={before} />}</Loaded>
    </div>
  )
}

function Choice({ token, before }: { readonly token: string; readonly before: ReplyTo<'getStop'> }) {
  const { say } = useTelling()
  const [now, setNow] = useState(before)
  const trying = useTrying(say)
  const stop = () => trying.run(async () => setNow(await ask('stopMessages', { token })), null)
  const resume = () => trying.run(async () => setNow(await ask('resumeMessages', { token })), null)
  const values = { channel: say(`channel.${now.channel}`), address: now.address }
  return (
    <>
      <div class={now.stopped ? 'notice good' : 'notice open'} role="status">
        <Icon name={now.stopped ? 'check' : 'warn'} />
        <p>{say(now.stopped ? 'stop.stopped' : 'stop.going', values)}</p>
      </div>
      <button
        type="button"
        class={now.stopped ? 'button wide' : 'button primary wide'}
        disabled={trying.isBusy}
        onClick={() => void (now.stopped ? resume() : stop())}
      >
        {say(now.stopped ? 'stop.resume' : 'stop.stop')}
      </button>
      <Problem id="stop-problem" text={trying.problem} />
    </>
  )
}
