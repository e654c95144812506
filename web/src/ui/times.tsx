import { createContext, use, useEffect, useState, type ReactNode } from 'react'
import { useFormats } from './formats.ts'

const NowContext = createContext(Date.now())

/** The time that everything on the screen goes by; it moves on every half minute. */
export function NowProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return <NowContext value={now}>{children}</NowContext>
}

export function useNow(): number {
  return use(NowContext)
}

/** When, exactly for whoever points at it. */
export function When({ at }: { readonly at: string }): ReactNode {
  const formats = useFormats()
  return (
    <time dateTime={at} title={formats.exact(at)} className="number">
      {formats.instant(at)}
    </time>
  )
}

/** `20 min ago`. */
export function Ago({ at }: { readonly at: string }): ReactNode {
  const formats = useFormats()
  const now = useNow()
  return (
    <time dateTime={at} title={formats.exact(at)} className="number">
      {formats.fromNow(at, now)}
    </time>
  )
}

/** How long from then to then, or until now. */
export function Lasting({ from, to }: { readonly from: string; readonly to: string | null }): ReactNode {
  const formats = useFormats()
  const now = useNow()
  return <span className="number">{formats.span((to === null ? now : Date.parse(to)) - Date.parse(from))}</span>
}
