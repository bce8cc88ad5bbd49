/** What collectors ask for, written as it stands in the request log. */
import type { Query } from '#collectors/collector.ts'

export function written({ path, query = {} }: { readonly path: string; readonly query?: Query }): string {
  const options = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return options.length === 0 ? path : `${path}?${options.join('&')}`
}
