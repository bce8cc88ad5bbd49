/** Operations of Azure in the words of its portal, whose table has no other name for them (azure.md §5). */

/** `Microsoft.Authorization/roleAssignments`, and operations alike: no blanks, and a provider with a dot. */
const PATH = /^[\w-]+(?:\.[\w-]+)+(?:\/[\w.$-]+)+$/

/** What the words begin with, and the last part of the operation: the verb itself where it is empty. First that fits. */
const VERBS: readonly (readonly [words: RegExp, action: string])[] = [
  [/^list\b.*\bkeys?\b/i, 'listKeys/action'],
  [/^regenerate\b.*\bkeys?\b/i, 'regenerateKey/action'],
  [/^run command\b/i, 'runCommand/action'],
  [/^(?:power ?off)\b/i, 'powerOff/action'],
  [/^(?:start|restart|deallocate|redeploy|reimage|generalize|capture|validate)\b/i, ''],
  [/^(?:creates?|updates?|add|adds|put|puts|set|sets|creates? or updates?|create\/update)\b/i, 'write'],
  [/^(?:deletes?|removes?)\b/i, 'delete'],
]

/**
 * The operation behind the words for it, from the verb and the type of the resource; undefined where the words name
 * no verb that is known here, and for an operation that is one already.
 */
export function operationInWords(words: string | null, resourceType: string | null): string | undefined {
  const said = words?.trim() ?? ''
  const type = resourceType?.trim() ?? ''
  if (PATH.test(said) || !PATH.test(type)) return undefined
  if (/user access administrator role/i.test(said) && /^assigns the caller/i.test(said))
    return 'Microsoft.Authorization/elevateAccess/action'
  const found = VERBS.find(([begin]) => begin.test(said))
  if (found === undefined) return undefined
  const action = found[1] || `${(/^\w+/.exec(said)?.[0] ?? '').toLowerCase()}/action`
  return `${type}/${action}`
}
