/** The optional manifest.json of an input: whose it is, when it was made, and how complete each dataset is. */
import { z } from 'zod'
import type { Coverage } from '#model/coverage.ts'

const StatedCoverage = z.union([
  z.object({ state: z.literal('complete') }),
  z.object({
    state: z.enum(['partial', 'unavailable', 'notAttempted']),
    because: z.string().default('stated by the input'),
  }),
  z.object({
    state: z.literal('denied'),
    because: z.string().default('stated by the input'),
    missing: z.array(z.string()).default([]),
  }),
  z.object({
    state: z.literal('unlicensed'),
    because: z.string().default('stated by the input'),
    needs: z.string().default('a licence that the input does not name'),
  }),
])

const InputManifestFile = z.object({
  tenantId: z.string().optional(),
  time: z.iso.datetime({ offset: true }).optional(),
  coverage: z.record(z.string(), StatedCoverage).optional(),
})

export interface InputManifest {
  readonly tenantId?: string | undefined
  readonly time?: string | undefined
  readonly coverage?: Readonly<Record<string, Coverage>> | undefined
}

/** Reads a manifest; what does not fit is ignored and said. */
export function readInputManifest(body: unknown, notices: string[]): InputManifest {
  const manifest = InputManifestFile.safeParse(body)
  if (manifest.success) return manifest.data
  const issue = manifest.error.issues[0]
  notices.push(
    `manifest.json was ignored: ${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'does not fit'}`,
  )
  return {}
}
