/**
 * The letter to a provider: you hold these keys, we keep these, please confirm. Its questions are what Microsoft asks of
 * the partner itself (identity.md §i, "CSP security best practices").
 */

import type { Partner } from '../register.ts'
import { type DeclaredTasks, fitOf, tasks } from '../tasks.ts'

export interface LetterKey {
  readonly what: string
  readonly where: string
  /** `keep`: a declared task needs it; `remove`: none does; `explain`: no task was declared. */
  readonly wish: 'keep' | 'remove' | 'explain'
}

export interface PartnerLetter {
  readonly to: string
  readonly from: string
  /** ISO 8601 day. */
  readonly date: string
  readonly tasks: readonly string[]
  readonly keys: readonly LetterKey[]
  readonly questions: readonly Question[]
}

export interface Question {
  readonly id: string
  readonly asks: string
  /** What would do as evidence. */
  readonly evidence: string
}

/** Items 2 and 4 to 7 of what Microsoft asks of partners, and how logs are handed over. */
export const questions: readonly Question[] = [
  {
    id: 'purpose',
    asks: 'Which of the keys above do you need, for which task, and until when?',
    evidence: 'a list by key',
  },
  {
    id: 'people',
    asks: 'Who of your people can use them? Please give object id, name, from and until, and tell us of changes.',
    evidence: 'a table (CSV) that we keep as your roster',
  },
  {
    id: 'mfa',
    asks: 'Is MFA registered and required for each of them in your tenant, and is it phishing-resistant?',
    evidence: 'the registration report of these people, and the policy that requires it',
  },
  {
    id: 'least-privilege',
    asks: 'Do your people activate these rights when they need them, with approval, and are leavers removed at once?',
    evidence: 'settings of the groups and the date of their last review',
  },
  {
    id: 'isolation',
    asks: 'Do they use accounts apart from mail, in a tenant apart from your office? Why are there accounts in our tenant?',
    evidence: 'a description',
  },
  {
    id: 'devices',
    asks: 'Do they work from devices that you manage, and from dedicated ones for privileged work?',
    evidence: 'the device policy that applies to them',
  },
  {
    id: 'monitoring',
    asks: 'Do you log what your people do here, how long do you keep it, and how do we get it during an incident?',
    evidence: 'retention in days, and a name with a telephone number for the night',
  },
]

/** Makes the letter. @param declared what the customer said that they are there for */
export function partnerLetter(
  partner: Partner,
  declared: DeclaredTasks | undefined,
  from: string,
  now: Date,
): PartnerLetter {
  const beyond = declared === undefined ? undefined : new Set(fitOf(partner, declared).beyond)
  const keys = partner.powers.map(
    (power): LetterKey => ({
      what: power.role,
      where: power.scope === '/' ? 'everywhere' : power.scope,
      wish: beyond === undefined ? 'explain' : beyond.has(power) ? 'remove' : 'keep',
    }),
  )
  return {
    to: partner.name,
    from,
    date: now.toISOString().slice(0, 10),
    tasks: (declared?.tasks ?? []).flatMap((word) => tasks[word]?.words ?? []),
    keys: distinct(keys),
    questions,
  }
}

function distinct(keys: readonly LetterKey[]): readonly LetterKey[] {
  return [...new Map(keys.map((key) => [`${key.what} ${key.where}`, key])).values()]
}
