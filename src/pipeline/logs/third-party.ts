/** Whom somebody means by a name: a partner of the register, or a third party that no register knows. */
import { partnerDatasets, supplementingDatasets } from '#access/partners/records.ts'
import type { Partner } from '#access/partners/register.ts'
import { gapOf } from '#model/coverage.ts'
import type { DatasetName } from '#model/datasets.ts'
import { KeywardError } from '#model/errors.ts'
import type { PartnersNow } from '../partners-now.ts'
import { onePartner } from '../render-partners.ts'

export interface ThirdParty {
  /** Of the partner; else the name as it was typed. */
  readonly id: string
  readonly name: string
  /** Left out for one that is on no register. */
  readonly partner?: Partner
}

const LONGEST_NAME = 120

/**
 * Finds the third party.
 * @param register undefined without a snapshot: then nobody is on it
 * @throws KeywardError `partner-ambiguous`, `option-invalid` for a name that is none
 */
export function thirdPartyNamed(register: PartnersNow | undefined, wanted: string): ThirdParty {
  const name = wanted.trim()
  if (name === '' || name.length > LONGEST_NAME || /\p{Cc}/u.test(name))
    throw new KeywardError('option-invalid', {
      option: 'the third party',
      why: 'that is no name',
      how: `Give a partner as keyward partners lists it, or a name of up to ${LONGEST_NAME} characters.`,
    })
  try {
    const partner = onePartner(register ?? { partners: [] }, name)
    return { id: partner.id, name: partner.name, partner }
  } catch (error) {
    if (error instanceof KeywardError && error.code === 'partner-unknown') return { id: name, name }
    throw error
  }
}

/** Roles that nobody may activate without the licence are not missing. */
const EMPTY_WITHOUT_LICENCE: ReadonlySet<DatasetName> = new Set([
  'roleEligibilityScheduleInstances',
  'azureRoleEligibility',
])

/** Why there may be more third parties than the register has. */
export function registerGaps(register: PartnersNow | undefined): readonly string[] {
  if (register === undefined)
    return ['there is no snapshot, and so no register of partners: run keyward collect']
  const deciding = partnerDatasets.filter((name) => !supplementingDatasets.some((one) => one === name))
  const gaps = deciding.flatMap((name) => {
    const coverage = register.facts.coverage(name)
    if (coverage.state === 'unlicensed' && EMPTY_WITHOUT_LICENCE.has(name)) return []
    return gapOf(name, coverage) ?? []
  })
  return [...gaps, ...register.undecided]
}
