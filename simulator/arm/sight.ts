import type { Subscription } from '../estate/azure/types.ts'
import type { CloudState } from '../state.ts'
import { unauthorized, unknownSubscription } from './errors.ts'
import { subscriptionOf } from './scope.ts'

/** Where the caller holds Reader: at the root, on the first subscription only, or nowhere. */
export type ArmReader = 'root' | 'subscription-1' | 'none'

export function isSeen({ estate, settings }: CloudState, subscriptionId: string): boolean {
  if (settings.armReader === 'root') return true
  const first = estate.azure.subscriptions[0]?.subscriptionId
  return settings.armReader === 'subscription-1' && subscriptionId.toLowerCase() === first
}

/** Azure says 200 and leaves out what the caller may not read: a short list is no proof of a small estate. */
export function seen(state: CloudState): readonly Subscription[] {
  return state.estate.azure.subscriptions.filter(({ subscriptionId }) => isSeen(state, subscriptionId))
}

export function seesRoot({ settings }: CloudState): boolean {
  return settings.armReader === 'root'
}

/** Asking a subscription by name is refused aloud, unlike asking for a list. */
export function demandSight(state: CloudState, scope: string, action: string): void {
  const id = subscriptionOf(scope)
  if (id === undefined) {
    if (!seesRoot(state)) throw unauthorized(state.clientId, action, scope)
    return
  }
  if (!state.estate.azure.subscriptions.some(({ subscriptionId }) => subscriptionId === id))
    throw unknownSubscription(id)
  if (!isSeen(state, id)) throw unauthorized(state.clientId, action, scope)
}
