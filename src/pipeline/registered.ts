/** Whether each account of a snapshot has registered a second factor. */
import { type Registration, registrationOf } from '#access/registration/registration.ts'
import type { AuthenticationMethods } from '#model/records/authentication-methods.ts'
import type { UserRegistrationDetails } from '#model/records/user-registration-details.ts'
import type { AccountIds } from '#store/snapshots/account-ids.ts'
import type { Snapshot } from '#store/snapshots/shelf.ts'

const ANSWERS = { maybe: 'unknown', no: false, yes: true } as const
const CODES: readonly Registration['registered'][] = ['maybe', 'no', 'yes']

/**
 * Reads both sources. Accounts of which the report says the same are judged once; the lists of methods, which few
 * have, one by one.
 * @param now the time to judge at
 */
export async function registeredIn(
  snapshot: Snapshot,
  ids: AccountIds,
  now: Date,
): Promise<(position: number) => boolean | 'unknown'> {
  const { places, clues } = await snapshot.reports(ids.count)
  const reported = clues.map((report) => codeOf(report && { id: '', ...report }, undefined, now))
  const codes = Uint8Array.from(places, (place) => reported[place] ?? 0)
  const reports = await reportsBeside(snapshot)
  for await (const lists of snapshot.stream('authenticationMethods')) {
    // What lies in a sealed file was parsed by the dataset's own schema.
    for (const list of lists as readonly AuthenticationMethods[]) {
      const code = codeOf(reports.get(list.userId.toLowerCase()), list, now)
      for (const position of ids.positionsOf(list.userId)) codes[position] = code
    }
  }
  return (position) => ANSWERS[CODES[codes[position] ?? 0] ?? 'maybe']
}

function codeOf(
  report: UserRegistrationDetails | undefined,
  list: AuthenticationMethods | undefined,
  now: Date,
): number {
  return CODES.indexOf(registrationOf(report, list, now).registered)
}

/** The rows of the report for accounts that have a list too. */
async function reportsBeside(snapshot: Snapshot): Promise<ReadonlyMap<string, UserRegistrationDetails>> {
  const rows = await snapshot.matching('userRegistrationDetails', 'id', ['authenticationMethods', 'userId'])
  return new Map((rows as readonly UserRegistrationDetails[]).map((row) => [row.id.toLowerCase(), row]))
}
