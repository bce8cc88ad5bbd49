import { z } from 'zod'
import { absentOrText } from './fields.ts'

/** A user, group or service principal that another record refers to; names only where an export holds them. */
export const directoryObject = z.object({
  id: z.string(),
  '@odata.type': absentOrText,
  displayName: absentOrText,
  userPrincipalName: absentOrText,
  appId: absentOrText,
})

/** Names the owner of an inline list: exported with `$expand`, it is the object's own id. */
export function withIdAs(field: string): (item: unknown) => unknown {
  return (item) => {
    if (typeof item !== 'object' || item === null || field in item) return item
    return { ...item, [field]: (item as { id?: unknown }).id }
  }
}
