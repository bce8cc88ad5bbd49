/**
 * Identifiers that must not be mixed up. A brand costs nothing at run time and makes the compiler refuse a
 * user id where a tenant id belongs: that tenants never cross starts here.
 */
import { KeywardError } from './errors.ts'

declare const brand: unique symbol
export type Branded<T, Name extends string> = T & { readonly [brand]: Name }

export type TenantId = Branded<string, 'TenantId'>
export type SnapshotId = Branded<string, 'SnapshotId'>
export type FindingId = Branded<string, 'FindingId'>

/** A tenant id becomes a folder name and a database key, so nothing but these characters may be in it. */
const TENANT_ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/
const SNAPSHOT_ID = /^\d{8}T\d{9}Z-[0-9a-f]{6}$/

/**
 * Brands a text as a tenant id (lower case, as Microsoft compares them).
 * @throws KeywardError `tenant-id-invalid` for anything that could leave its folder.
 */
export function tenantId(text: string): TenantId {
  if (!TENANT_ID.test(text)) {
    throw new KeywardError('tenant-id-invalid', { value: text.slice(0, 80) })
  }
  return text.toLowerCase() as TenantId
}

/** True for a text that can be a tenant id: what else lies in the folder of tenants is somebody else's. */
export function isTenantId(text: string): boolean {
  return TENANT_ID.test(text)
}

/**
 * Brands a text as a snapshot id.
 * @throws KeywardError `snapshot-id-invalid`
 */
export function snapshotId(text: string): SnapshotId {
  if (!SNAPSHOT_ID.test(text)) throw new KeywardError('snapshot-id-invalid', { value: text.slice(0, 80) })
  return text as SnapshotId
}

/** Makes a snapshot id that sorts by time; `random` (six hex digits) tells two of one instant apart. */
export function newSnapshotId(at: Date, random: string): SnapshotId {
  return snapshotId(`${at.toISOString().replace(/[-:.]/g, '')}-${random}`)
}
