/** The seal of a snapshot: what was read, how completely, and the hashes that prove it unchanged. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Coverage } from '#model/coverage.ts'
import { canonicalJson } from '#model/fingerprint.ts'

export const manifestSchemaVersion = 1

const Coverage_ = z.custom<Coverage>(
  (value) => typeof value === 'object' && value !== null && 'state' in value,
)

export const SealedDataset = z.object({
  coverage: Coverage_,
  records: z.number(),
  quarantined: z.number(),
  /** Parquet file beside the manifest; left out when there is no record. */
  file: z.string().optional(),
  /** SHA-256 of the file's bytes. */
  fileHash: z.string().optional(),
  /** SHA-256 over the canonical records in the order of their keys: the same facts give the same hash, in whatever order they came. */
  recordsHash: z.string(),
  /** Where the service tells what changed since; only beside a complete reading. */
  continuation: z.object({ link: z.string(), readInFullAt: z.string() }).optional(),
})
export type SealedDataset = z.infer<typeof SealedDataset>

const SealedIndex = z.object({
  /** Parquet file beside the manifest. */
  file: z.string(),
  /** SHA-256 of the file's bytes. */
  fileHash: z.string(),
})

export const Manifest = z.object({
  schemaVersion: z.literal(manifestSchemaVersion),
  tenant: z.string(),
  snapshot: z.string(),
  /** The tenant's own name, for people. */
  tenantName: z.string().optional(),
  /** `graph` (collected) or `input` (exported files). */
  source: z.enum(['graph', 'input']),
  cloud: z.string(),
  collectedAt: z.string(),
  sealedAt: z.string(),
  /** Time to judge at when it is not the wall clock: an export is as old as it is. */
  now: z.string().optional(),
  notices: z.array(z.string()),
  datasets: z.record(z.string(), SealedDataset),
  /** The accounts as numbers (`account-index.ts`), made from the datasets where there are many; no facts of its own. */
  index: z.object({ accounts: SealedIndex, members: SealedIndex }).optional(),
  /** SHA-256 over the datasets' record hashes. */
  recordsHash: z.string(),
})
export type Manifest = z.infer<typeof Manifest>

/** A manifest file: the manifest and the hash of its canonical text. */
export const ManifestFile = z.object({ manifest: Manifest, hash: z.string() })

/** The hash of a manifest. */
export function hashOfManifest(manifest: Manifest): string {
  return sha256(canonicalJson(JSON.parse(JSON.stringify(manifest))))
}

/** One hash over all datasets, from theirs. */
export function combinedHash(datasets: Readonly<Record<string, SealedDataset>>): string {
  const lines = Object.entries(datasets).map(([name, { recordsHash }]) => `${name} ${recordsHash}`)
  return sha256(lines.sort().join('\n'))
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
