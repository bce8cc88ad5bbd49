/** Addresses as logs write them: with port, in brackets, IPv4 inside IPv6, or no address at all (logs.md §4). */
import { named } from './fields.ts'

const PLAIN = /^[\d.]+$/
const WITH_PORT = /^(\d{1,3}(?:\.\d{1,3}){3}):\d{1,5}$/
const BRACKETED = /^\[([0-9a-f:.%]+)\](?::\d{1,5})?$/i
const MAPPED = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i

/** The first address among the values, without port and brackets, in lower case; null where there is none. */
export function address(...values: readonly unknown[]): string | null {
  const found = named(...values)
  if (found === null) return null
  if (PLAIN.test(found)) return found
  const bare = WITH_PORT.exec(found)?.[1] ?? BRACKETED.exec(found)?.[1] ?? found
  return (MAPPED.exec(bare)?.[1] ?? bare).toLowerCase()
}
