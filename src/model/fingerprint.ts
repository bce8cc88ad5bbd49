import { createHash, createHmac } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { FindingId, TenantId } from './ids.ts'

/**
 * Canonical JSON (RFC 8785): the same value gives the same text, whatever the order of its fields. A lone
 * surrogate (an emoji cut in half by whoever typed it) has no place in RFC 8785 and in no database: U+FFFD
 * stands in for it.
 */
export function canonicalJson(value: unknown): string {
  const text = tryCanonicalize(value) ?? canonicalize(wellFormed(value))
  if (text === undefined) throw new TypeError('a value without a JSON form has no canonical text')
  return text
}

/**
 * Makes the fingerprint function of a tenant. Keyed, because what reviewers see includes guessable values such as
 * phone numbers: without the key nobody can confirm a guess.
 * @param key at least 32 random bytes that never leave the tenant's store
 */
export function fingerprintUnder(key: Uint8Array): (subject: unknown) => string {
  return (subject) => createHmac('sha256', key).update(canonicalJson(subject)).digest('hex')
}

/** The id of a finding: stable over runs, short enough to type. */
export function findingIdOf(tenant: TenantId, control: string, subject: string): FindingId {
  const hash = createHash('sha256').update(`${tenant}\n${control}\n${subject}`).digest('hex')
  return hash.slice(0, 12) as FindingId
}

function tryCanonicalize(value: unknown): string | undefined {
  try {
    return canonicalize(value)
  } catch {
    return undefined
  }
}

function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed()
  if (Array.isArray(value)) return value.map(wellFormed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key.toWellFormed(), wellFormed(inner)]),
  )
}
