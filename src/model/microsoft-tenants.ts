/**
 * The tenants that own Microsoft's own applications (identity.md §b.6): every tenant is full of what they own, and
 * they are nobody's partner.
 */
export const microsoftTenants = [
  'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
  '72f988bf-86f1-41af-91ab-2d7cd011db47',
] as const

const KNOWN: ReadonlySet<string> = new Set(microsoftTenants)

/** True for a tenant of Microsoft itself. */
export function isMicrosoft(tenantId: string): boolean {
  return KNOWN.has(tenantId.toLowerCase())
}
