import { useSuspenseQuery } from '@tanstack/react-query'
import { permissionFor, type OperationName, type ReplyTo } from '../../api/ask.ts'
import { looking } from '../../api/queries.ts'

export const meQuery = { ...looking('readMe', {}), staleTime: 60_000 }

export function useMe(): ReplyTo<'readMe'> {
  return useSuspenseQuery(meQuery).data
}

/** Whether whoever looks may do this. Buttons that would be refused are not shown; the server asks again in any case. */
export function useMay(): (operation: OperationName) => boolean {
  const { permissions } = useMe()
  return operation => {
    const wanted = permissionFor(operation)
    return wanted === 'signed-in' || wanted === 'anyone' || permissions.some(each => each === wanted)
  }
}
