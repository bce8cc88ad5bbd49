/**
 * Field schemas that several records share. `null` (Microsoft says: none) and absent (nobody asked, or an export
 * left it out) stay apart in every record: the first is knowledge, the second is not.
 */
import { z } from 'zod'

export const absentOrText = z.string().nullish()
export const texts = z.array(z.string())
export const absentOrTexts = z.array(z.string()).nullish()

/** A nested object of Microsoft's that is kept whole, unknown members included. */
export const open = z.looseObject({})
export const absentOrOpen = open.nullish()
