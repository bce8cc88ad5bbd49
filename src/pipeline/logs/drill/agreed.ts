/** Within how many hours logs should come: as the third party attested, else as we ask of everybody. */
import { handoverOf } from '#access/partners/handover.ts'
import type { Decisions } from '#model/decisions.ts'

/** What the list of the handover asks of logs. */
export const ASKED_HOURS = 24

/** Of the list of the handover, the log that is most like what a drill asks for. */
const LIKE = 'sign-ins'

export interface AgreedHours {
  readonly hours: number
  readonly isAttested: boolean
}

/** @param thirdParty its id; undefined where nobody was named */
export function agreedHours(thirdParty: string | undefined, decisions: Decisions, now: Date): AgreedHours {
  const asked = { hours: ASKED_HOURS, isAttested: false }
  if (thirdParty === undefined) return asked
  const attestation = handoverOf([thirdParty], decisions, now)
  if (attestation.state !== 'attested') return asked
  const hours = attestation.latest.answers?.find(({ log }) => log === LIKE)?.hours
  return hours === undefined ? asked : { hours, isAttested: true }
}
