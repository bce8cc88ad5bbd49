import type { Query } from '../graph/query.ts'
import type { Route } from '../graph/route.ts'
import type { Price } from './throttle.ts'

type Asked = Pick<Query, 'select' | 'expand' | 'top'>

/** What a read of Graph costs (identity reference, section g.4): the list price of its path, and three discounts. */
export function graphPrice(route: Route, query: Asked): Price {
  // A list of users with signInActivity is answered by the reports service (performance reference, section A).
  if (query.select?.includes('signInActivity')) return { lane: 'reports', units: 1 }
  if (route.lane) return { lane: route.lane, units: 1, ...keyOf(route) }
  if (route.units === undefined) return { lane: 'graph', units: 1 }
  return { lane: 'directory', units: units(route.units, query) }
}

function keyOf({ lane, template }: Route): Partial<Price> {
  return lane === 'usageReports' ? { key: template } : {}
}

/** `$select` and a short page make a call cheaper, `$expand` dearer, and nothing is free. */
function units(base: number, { select, expand, top }: Asked): number {
  const discount = (select ? 1 : 0) + (top !== undefined && top < 20 ? 1 : 0)
  return Math.max(1, base - discount + (expand ? 1 : 0))
}
