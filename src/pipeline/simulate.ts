/** What a proposed policy would do to the accounts of a snapshot. */
import { isBreakGlass } from '#access/declared.ts'
import { isPhishingResistantReady, registrations } from '#access/registration/registration.ts'
import { administration } from '#access/roles/administration.ts'
import {
  type AccountEffect,
  type Effect,
  effects,
  type Holders,
  simulation,
} from '#access/sign-ins/simulation.ts'
import { parseRecord } from '#model/dataset.ts'
import { datasetOf } from '#model/datasets.ts'
import type { Decisions } from '#model/decisions.ts'
import { KeywardError, messageOf } from '#model/errors.ts'
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { User } from '#model/records/users.ts'
import {
  type SimulatedAccount,
  type SimulationReport,
  simulationSchemaVersion,
} from '#model/simulation-report.ts'
import { readSmallText } from '#store/files.ts'
import { loadFacts } from './facts.ts'
import type { Facts } from './judge.ts'
import type { Looked } from './look.ts'
import { signInDatasets, signInRecords, unreadOf, wholeness } from './sign-in-records.ts'

/** @throws KeywardError `policy-invalid`, `snapshot-broken` */
export async function simulate(
  { snapshot, tenant, decisions }: Looked,
  file: string,
): Promise<SimulationReport> {
  const proposed = await readPolicy(file)
  const facts = await loadFacts(snapshot, signInDatasets)
  const records = signInRecords(facts)
  const directory = administration(records, tenant)
  const holders = holdersIn(facts, decisions, new Date(snapshot.manifest.collectedAt))
  const effectOn = simulation(records, proposed, directory, wholeness(facts), holders)
  const accounts = records.users
    .filter(({ accountEnabled }) => accountEnabled !== false)
    .map((account) => simulated(account, effectOn(account)))
  return {
    schemaVersion: simulationSchemaVersion,
    tenant: { id: tenant },
    snapshot: snapshot.id,
    policy: proposed.displayName ?? proposed.id,
    replaces: records.conditionalAccessPolicies.some(({ id }) => id === proposed.id),
    unread: unreadOf(facts),
    examined: accounts.length,
    counts: countsOf(accounts),
    accounts: accounts.filter((account) => account.effects.length > 0),
  }
}

const NEW_ID = 'proposed'
const LARGEST_POLICY_BYTES = 1024 * 1024

/** A policy as Graph gives it or takes it; without an id it is a new one. */
async function readPolicy(file: string): Promise<ConditionalAccessPolicy> {
  const refuse = (why: string) => new KeywardError('policy-invalid', { file, why })
  const text = await readSmallText(file, LARGEST_POLICY_BYTES).catch((error: unknown) => {
    throw refuse(messageOf(error))
  })
  const parsed = parseRecord(datasetOf('conditionalAccessPolicies'), {
    id: NEW_ID,
    ...objectIn(text, refuse),
  })
  if (!parsed.ok) throw refuse(parsed.reason)
  // The schema of the dataset has made it one.
  const policy = parsed.record as ConditionalAccessPolicy
  if (!policy.conditions || !policy.grantControls) throw refuse('it has no conditions or no grantControls')
  return policy
}

function objectIn(text: string, refuse: (why: string) => KeywardError): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    throw refuse('it is not JSON')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw refuse('it is not one policy')
  return value as Record<string, unknown>
}

function holdersIn(facts: Facts, decisions: Decisions, now: Date): Holders {
  const known = registrations(
    {
      userRegistrationDetails: facts.records('userRegistrationDetails'),
      authenticationMethods: facts.records('authenticationMethods'),
    },
    now,
  )
  return {
    canMeet: ({ id }, grade) => {
      const registration = known.of(id)
      return grade === 'A' ? isPhishingResistantReady(registration) : registration.registered
    },
    isBreakGlass: ({ id, userPrincipalName }) =>
      isBreakGlass({ id, userPrincipalNames: userPrincipalName ? [userPrincipalName] : [] }, decisions),
  }
}

function simulated(account: User, { before, after, effects: found }: AccountEffect): SimulatedAccount {
  const { id, userPrincipalName, displayName } = account
  return { id, upn: userPrincipalName ?? displayName ?? id, before, after, effects: found }
}

function countsOf(accounts: readonly SimulatedAccount[]): Readonly<Record<Effect, number>> {
  const counts = Object.fromEntries(effects.map((effect) => [effect, 0])) as Record<Effect, number>
  for (const account of accounts) for (const effect of account.effects) counts[effect as Effect] += 1
  return counts
}
