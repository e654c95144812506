import type { PublicOutage } from './picture.ts'

/** When something that is over ended. Work that was called off never began: it counts from when that was to be, or became known. */
export function endOf({
  restoredAt,
  startedAt,
  createdAt,
}: Pick<PublicOutage, 'restoredAt' | 'startedAt' | 'createdAt'>): string {
  return restoredAt ?? (startedAt < createdAt ? startedAt : createdAt)
}
