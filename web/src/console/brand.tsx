import type { ReactNode } from 'react'

/** A line that breaks and goes on. */
export function Mark({
  className,
  size = 22,
}: {
  readonly className?: string | undefined
  readonly size?: number
}): ReactNode {
  return (
    <svg className={className} width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <rect width="24" height="24" rx="6" fill="var(--accent)" />
      <path
        d="M4 13.5h3.4l1.9-5.2 3.2 9 2.4-6 1 2.2H20"
        fill="none"
        stroke="var(--sheet)"
        strokeWidth="2.1"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
