/** The lists that Azure has per subscription: asked one by one, so that a subscription which refuses stops no other. */
import { fieldsOf } from '#model/records/azure.ts'
import {
  isGroup,
  namesScopes,
  namesSubscriptions,
  ownScopes,
  ownSubscriptions,
  scopeOf,
} from './azure-subjects.ts'
import type { EachSource } from './collector.ts'

/**
 * What a provider lists for every subscription of the tenant.
 *
 * @example
 * ofEachSubscription('Microsoft.Consumption/budgets', '2023-11-01')
 */
export function ofEachSubscription(list: string, version: string): EachSource {
  return {
    kind: 'each',
    lane: 'arm',
    after: namesSubscriptions,
    permissions: ['Reader'],
    subjects: ownSubscriptions,
    oneByOne: true,
    request: (subscription) => ({
      path: `${scopeOf(subscription)}/providers/${list}`,
      query: { 'api-version': version },
    }),
    items: (_subscription, { values }) => values,
  }
}

/** The same for the management groups too; every item is told its scope, which not every id holds. */
export function ofEachScope(list: string, version: string): EachSource {
  return {
    ...ofEachSubscription(list, version),
    after: namesScopes,
    subjects: ownScopes,
    items: (subject, { values }) => {
      const scope = decodeURIComponent(scopeOf(subject))
      return values.map((value) => ({ scope, ...fieldsOf(value) }))
    },
  }
}

/**
 * Role assignments and the like. A subscription lists what stands in it, down to single resources, and what it
 * inherits; above the subscriptions only what stands at the scope or higher is asked for, or the list would repeat
 * all that is below (azure.md §3.2).
 */
export function rolesAtEachScope(list: string, version: string): EachSource {
  return {
    ...ofEachSubscription(list, version),
    after: namesScopes,
    subjects: ownScopes,
    request: (subject) => ({
      path: `${scopeOf(subject)}/providers/${list}`,
      query: isAbove(subject) ? { 'api-version': version, $filter: 'atScope()' } : { 'api-version': version },
    }),
  }
}

function isAbove(subject: string): boolean {
  return isGroup(subject) || scopeOf(subject) === ''
}
