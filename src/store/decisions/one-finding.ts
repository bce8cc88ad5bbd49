import { KeywardError } from '#model/errors.ts'
import type { FindingsStore, StoredFinding } from './findings.ts'

/**
 * The finding that a person means by the beginning of its id.
 * @throws KeywardError `finding-unknown`, `finding-ambiguous`
 */
export async function oneFinding(findings: FindingsStore, prefix: string): Promise<StoredFinding> {
  const id = prefix.trim().toLowerCase()
  const found = /^[0-9a-f]{1,12}$/.test(id) ? await findings.byPrefix(id) : []
  const [first, ...others] = found
  if (!first) throw new KeywardError('finding-unknown', { value: prefix.slice(0, 40) })
  if (others.length > 0) {
    throw new KeywardError('finding-ambiguous', { value: prefix, ids: found.map((one) => one.id).join(', ') })
  }
  return first
}
