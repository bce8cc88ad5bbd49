import type { EstateEdit, EstatePreset } from '../options.ts'
import { brightwater } from './brightwater/estate.ts'
import type { EstateOptions } from './frame.ts'
import { small } from './small.ts'
import type { Estate } from './types.ts'

const presets = { brightwater, small } as const

/** Generates a tenant: the same options give the same tenant, to the byte. */
export function generateEstate(
  preset: EstatePreset,
  options: EstateOptions,
  edits: readonly EstateEdit[] = [],
): Estate {
  const estate = presets[preset](options)
  for (const edit of edits) edit(estate)
  return estate
}
