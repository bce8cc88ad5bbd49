import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText, absentOrTexts, open } from './fields.ts'

/** A named location: IP ranges (possibly trusted) or countries; `@odata.type` tells which. */
export const namedLocations = defineDataset({
  name: 'namedLocations',
  title: 'Named locations that Conditional Access refers to',
  key: ['id'],
  record: z.object({
    id: z.string(),
    '@odata.type': absentOrText,
    displayName: absentOrText,
    isTrusted: z.boolean().nullish(),
    ipRanges: z.array(open).nullish(),
    countriesAndRegions: absentOrTexts,
    includeUnknownCountriesAndRegions: z.boolean().nullish(),
    countryLookupMethod: absentOrText,
  }),
})
export type NamedLocation = RecordOf<typeof namedLocations>
