/** Takes the questionnaire that a third party sent back: all of it becomes one attestation, for a year. */
import {
  ATTESTS_HANDOVER,
  HANDOVER_HOLDS_DAYS,
  handoverSubject,
  judgedHandover,
} from '#access/partners/handover.ts'
import { type ReadHandover, readHandover } from '#imports/handover-answers.ts'
import { KeywardError, messageOf } from '#model/errors.ts'
import { handoverLogs, type JudgedHandover } from '#model/handover.ts'
import type { TenantStore } from '#store/store.ts'
import { partnersNow } from '../partners-now.ts'
import { readSmallFile } from '../small-file.ts'
import { type ThirdParty, thirdPartyNamed } from './third-party.ts'

const DAY_MS = 24 * 60 * 60 * 1000

export interface HandoverTaken {
  readonly thirdParty: { readonly id: string; readonly name: string; readonly onRegister: boolean }
  /** ISO 8601, UTC. */
  readonly at: string
  readonly by: string
  /** When it has to be asked again. */
  readonly due: string
  /** Every log of the list, held against what we ask. */
  readonly logs: readonly JudgedHandover[]
}

export interface TakeHandover {
  readonly file: string
  /** Whose answers they are; where nobody says, the file does. */
  readonly thirdParty?: string | undefined
  /** Who vouches for them. */
  readonly by: string
  readonly now: Date
}

/**
 * Reads the file, checks all of it and keeps it as an attestation; a file with a fault changes nothing.
 * @throws KeywardError `handover-broken`, `input-not-found`, `partner-ambiguous`, `snapshot-broken`
 */
export async function takeHandover(store: TenantStore, options: TakeHandover): Promise<HandoverTaken> {
  const { file, now } = options
  const by = authorOf(options.by)
  const broken = (why: string) => new KeywardError('handover-broken', { file, why })
  const { name, bytes } = await readSmallFile(file, broken)
  const read = await readHandover(name, bytes, now.toISOString().slice(0, 10)).catch((error: unknown) => {
    throw broken(messageOf(error))
  })
  const party = whose(await partnersNow(store, now), read, options, broken)
  const { answers } = read
  const { fingerprint } = await store.decisions.view()
  const at = now.toISOString()
  const due = new Date(now.getTime() + HANDOVER_HOLDS_DAYS * DAY_MS).toISOString()
  await store.decisions.attest({
    kind: 'attest',
    control: ATTESTS_HANDOVER,
    subject: handoverSubject(party.id),
    fingerprint: fingerprint(answers),
    items: [],
    author: by,
    reason: `${answers.length} of ${handoverLogs.length} logs answered in the questionnaire`,
    at,
    until: due,
    answers,
  })
  const onRegister = party.partner !== undefined
  const thirdParty = { id: party.id, name: party.name, onRegister }
  return { thirdParty, at, by, due, logs: judgedHandover(answers, now) }
}

const LONGEST_AUTHOR = 120

function authorOf(by: string): string {
  const name = by.trim()
  if (name !== '' && name.length <= LONGEST_AUTHOR) return name
  throw new KeywardError('option-invalid', {
    option: '--by',
    why: 'that is no name',
    how: 'Say who vouches for the answers.',
  })
}

/** As somebody here says, and as the file says: where both speak, they mean the same. */
function whose(
  register: Awaited<ReturnType<typeof partnersNow>>,
  { thirdParties }: ReadHandover,
  { thirdParty: wanted }: TakeHandover,
  broken: (why: string) => KeywardError,
): ThirdParty {
  const named = [...thirdParties, ...(wanted === undefined ? [] : [wanted])]
  const found = named.map((name) => thirdPartyNamed(register, name))
  const [first] = found
  if (first === undefined)
    throw broken('it does not say whose they are: keyward logs handover NAME --answers FILE')
  const ids = new Set(found.map(({ id }) => id.toLowerCase()))
  if (ids.size === 1) return first
  throw broken(
    wanted === undefined || thirdParties.length > 1
      ? 'it is about several third parties'
      : 'it is about another third party than the one that was named',
  )
}
