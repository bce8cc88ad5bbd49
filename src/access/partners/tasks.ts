/**
 * What a provider is there for, as the customer declares it (`keyward declare partner-tasks "NAME: task, task"`), and
 * the least roles that the tasks need. Source of the table: Microsoft, "Least-privileged roles by task" for partners
 * (identity.md §d.3).
 */
import type { Decisions } from '#model/decisions.ts'
import { builtInIdOf } from '../roles/tiers.ts'
import type { Partner } from './register.ts'
import type { Power } from './sighting.ts'

export interface Task {
  readonly words: string
  /** Names of built-in roles; holding them is enough. */
  readonly roles: readonly string[]
}

/** Tasks by the word that declares them. */
export const tasks: Readonly<Record<string, Task>> = {
  support: { words: 'opens support tickets', roles: ['Service Support Administrator'] },
  licences: { words: 'assigns licences', roles: ['License Administrator'] },
  users: { words: 'creates, changes and deletes accounts', roles: ['User Administrator'] },
  groups: { words: 'manages groups', roles: ['Groups Administrator'] },
  guests: { words: 'invites guests', roles: ['Guest Inviter'] },
  passwords: { words: 'resets passwords of people without roles', roles: ['Helpdesk Administrator'] },
  mfa: { words: 'resets the MFA of people without roles', roles: ['Authentication Administrator'] },
  'admin-mfa': {
    words: 'resets administrators',
    roles: ['Privileged Authentication Administrator'],
  },
  roles: { words: 'assigns roles', roles: ['Privileged Role Administrator'] },
  exchange: { words: 'administers mail', roles: ['Exchange Administrator'] },
  sharepoint: { words: 'administers SharePoint', roles: ['SharePoint Administrator'] },
  teams: { words: 'administers Teams', roles: ['Teams Administrator'] },
  devices: { words: 'administers devices', roles: ['Intune Administrator'] },
  security: { words: 'administers security services', roles: ['Security Administrator'] },
  reading: { words: 'looks, and changes nothing', roles: ['Global Reader', 'Directory Readers'] },
  reseller: {
    words: 'sells and supports licences',
    roles: [
      'Directory Readers',
      'Directory Writers',
      'Global Reader',
      'User Administrator',
      'License Administrator',
      'Service Support Administrator',
      'Helpdesk Administrator',
    ],
  },
}

export interface DeclaredTasks {
  readonly tasks: readonly string[]
  /** Words that name no task. */
  readonly unknown: readonly string[]
}

/** The tasks that were declared for a partner; undefined where nothing was. The latest word counts. */
export function declaredTasks(partner: Partner, { declarations }: Decisions): DeclaredTasks | undefined {
  const own = declarations
    .filter(({ kind }) => kind === 'partner-tasks')
    .map(({ subject, at }) => ({ at, ...splitSubject(subject) }))
    .filter(({ of }) => isCalled(partner, of))
    .toSorted((a, b) => a.at.localeCompare(b.at))
    .at(-1)
  if (own === undefined) return undefined
  return {
    tasks: own.words.filter((word) => tasks[word] !== undefined),
    unknown: own.words.filter((word) => tasks[word] === undefined),
  }
}

/** `NAME: word, word`; a name may hold a colon, words may not. */
export function splitSubject(subject: string): { readonly of: string; readonly words: readonly string[] } {
  const at = subject.lastIndexOf(':')
  const words = subject.slice(at + 1).split(/[,;]/)
  return {
    of: subject.slice(0, Math.max(at, 0)).trim().toLowerCase(),
    words: words.map((word) => word.trim().toLowerCase()).filter((word) => word !== ''),
  }
}

/** Whether somebody who says `wanted` means this partner: its name, tenant id or domain. */
export function isCalled({ name, ids }: Partner, wanted: string): boolean {
  return [name, ...ids].some((it) => it.toLowerCase() === wanted)
}

/** The directory roles of a partner held against the least that its tasks need. */
export interface Fit {
  /** Roles that none of the tasks needs. */
  readonly beyond: readonly Power[]
  /** Names of roles that a task needs and the partner does not hold. */
  readonly lacking: readonly string[]
}

const DIRECTORY: ReadonlySet<string> = new Set(['directoryRole', 'tenantGovernance', 'guest', 'localAccount'])

/** Compares the roles that a partner holds in the directory with those that its tasks need. */
export function fitOf({ powers }: Partner, { tasks: declared }: DeclaredTasks): Fit {
  const names = declared.flatMap((word) => tasks[word]?.roles ?? [])
  const needed = new Set(names.map((name) => builtInIdOf(name)))
  const held = powers.filter(({ channel }) => DIRECTORY.has(channel))
  const ids = new Set(held.map(({ roleId }) => roleId.toLowerCase()))
  return {
    beyond: held.filter(({ roleId }) => !needed.has(roleId.toLowerCase())),
    lacking: [...new Set(names)].filter((name) => !ids.has(builtInIdOf(name) ?? '')),
  }
}
