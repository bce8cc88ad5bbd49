/**
 * Most of SCuBA's policies on Conditional Access ask for one policy that does the whole of something. A policy falls
 * short for reasons that can be told, and the nearest ones are what a reader wants to see ("why do I fail although
 * my policy is as you say", ScubaGear#2117).
 */
import { policyFact } from '#access/evidence.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { Outcome } from '#model/outcome.ts'
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import { listed } from '#model/text/words.ts'
import { answer, met, notKnown, type Violation } from '../../answers.ts'
import type { Stated } from '../../requirement.ts'
import { type Condition, limitsOf } from './conditions.ts'
import { type Excused, excusedFor, peopleExcluded, resourcesLeftOut, usersLeftOut } from './scope.ts'

/** What one policy has to be, to meet a requirement. */
export interface Demand {
  /** The requirement in whose name exclusions are declared. */
  readonly requirement: string
  /** What such a policy does, to end the sentence "no policy …". */
  readonly does: string
  /** Conditions that the requirement is about: the policy may be limited by them. */
  readonly about?: readonly Condition[]
  /**
   * Conditions that SCuBA's rule does not look at for this requirement. A policy that they limit counts, as it does
   * for SCuBA, and the reader is told how little it reaches.
   */
  readonly overlooked?: readonly Condition[]
  /** Why the policy does not reach everybody; all users when left out. */
  people?(policy: ConditionalAccessPolicy): readonly string[]
  /** Why it does not reach everything; all resources when left out. */
  resources?(policy: ConditionalAccessPolicy, excused: Excused): readonly string[]
  /** Why it cannot be told what the policy demands; it is then not held to be wrong. */
  unread?(policy: ConditionalAccessPolicy): string | undefined
  /** What else is wrong with it. */
  wrong(policy: ConditionalAccessPolicy): readonly string[]
}

/** How many policies that come near are worth naming. */
const NEAREST = 2

interface Weighed {
  readonly policy: ConditionalAccessPolicy
  readonly shortfalls: readonly string[]
  readonly unread: string | undefined
  readonly notes: readonly string[]
}

const isGood = ({ shortfalls, unread }: Weighed): boolean => shortfalls.length === 0 && unread === undefined

/** The enabled policies that do what is demanded. */
export function meeting(
  demand: Demand,
  policies: readonly ConditionalAccessPolicy[],
  stated: Stated,
): readonly ConditionalAccessPolicy[] {
  return policies
    .map((policy) => weigh(demand, policy, stated))
    .filter(isGood)
    .map(({ policy }) => policy)
}

/** Met by one policy that falls short of nothing. */
export function onePolicy(
  demand: Demand,
  policies: readonly ConditionalAccessPolicy[],
  stated: Stated,
): Outcome {
  const weighed = policies.map((policy) => weigh(demand, policy, stated))
  const good = weighed.filter(isGood)
  const plain = good.find(({ notes }) => notes.length === 0)
  if (plain) return met(policies.length)
  if (good[0]) return met(policies.length, noteOn(good[0]))
  const [open, ...more] = weighed.filter(({ shortfalls }) => shortfalls.length === 0).map(unreadOf)
  if (open !== undefined) return notKnown(open, ...more)
  return answer(stated.tenant, Math.max(1, policies.length), [missing(demand, weighed)])
}

function weigh(demand: Demand, policy: ConditionalAccessPolicy, { exclusions }: Stated): Weighed {
  const excused = excusedFor(demand.requirement, exclusions)
  const { people = usersLeftOut, resources = resourcesLeftOut, about = [], overlooked = [] } = demand
  const unread = demand.unread?.(policy)
  const limits = limitsOf(policy).filter(({ condition }) => !about.includes(condition))
  const [noted, held] = [true, false].map((isNoted) =>
    limits.filter(({ condition }) => overlooked.includes(condition) === isNoted),
  )
  return {
    policy,
    shortfalls: [
      ...(policy.state === 'enabled' ? [] : [`its state is ${policy.state ?? 'not known'}`]),
      ...people(policy),
      ...peopleExcluded(policy, excused),
      ...resources(policy, excused),
      ...(unread === undefined ? demand.wrong(policy) : []),
      ...(held ?? []).map(({ words }) => `it applies only under the condition ${words}`),
    ],
    unread,
    notes: (noted ?? []).map(({ words }) => words),
  }
}

const unreadOf = ({ policy, unread }: Weighed): string => `“${nameOf(policy)}”: ${unread}`

function noteOn({ policy, notes }: Weighed): string {
  return `“${nameOf(policy)}” meets SCuBA's rule, but applies only under the condition ${listed(notes)}`
}

const needed: readonly DatasetName[] = ['conditionalAccessPolicies']

function missing({ does }: Demand, weighed: readonly Weighed[]): Violation {
  const nearest = weighed.toSorted((a, b) => a.shortfalls.length - b.shortfalls.length).slice(0, NEAREST)
  const reasons = nearest.map(({ policy, shortfalls }) => `“${nameOf(policy)}”: ${shortfalls.join('; ')}.`)
  return {
    summary: [`No enabled policy ${does}.`, ...reasons].join(' '),
    facts: nearest.map(({ policy }) => policyFact(policy)),
    absences: needed,
  }
}

const nameOf = ({ displayName, id }: ConditionalAccessPolicy): string => displayName ?? id
