import type { Item } from '../../estate/types.ts'
import type { Call, Expansion } from '../route.ts'
import { directoryObject } from './directory-objects.ts'

/** Owners are directory objects: users, or service principals. */
export function ownersOf(call: Call, id: string): Item[] {
  const owners = call.state.estate.owners[id] ?? []
  return owners.flatMap((member) =>
    member.kind === 'user' && call.state.estate.accounts.isRemoved(member.id)
      ? []
      : [directoryObject(call, member)],
  )
}

// `$expand` brings at most twenty related objects (learn.microsoft.com/graph/query-parameters, "expand").
const expandLimit = 20

export const expandOwners: Expansion = {
  text: 'owners',
  context: 'owners()',
  expand: (item, call) => ({
    ...item,
    owners: ownersOf({ ...call, query: { ...call.query, select: undefined } }, String(item['id'])).slice(
      0,
      expandLimit,
    ),
  }),
}
