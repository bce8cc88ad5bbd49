import type { Decisions, DeclarationKind } from '#model/decisions.ts'
import type { User } from '#model/records/users.ts'
import type { Ternary } from './ternary.ts'

/** What names an account: its id, and every UPN that the records give it. */
export interface AccountNames {
  readonly id: string
  readonly userPrincipalNames: readonly string[]
}

/** Whether the customer declared the account as break-glass: by id or UPN, in any case. */
export function isBreakGlass({ id, userPrincipalNames }: AccountNames, decisions: Decisions): boolean {
  const declared = breakGlassNames(decisions)
  return [id, ...userPrincipalNames].some((name) => declared.has(name.toLowerCase()))
}

/** True when a break-glass account was declared by UPN, so that an account without a known UPN could be it. */
export function breakGlassByUpn(decisions: Decisions): boolean {
  return [...breakGlassNames(decisions)].some((name) => name.includes('@'))
}

/** The names and ids that were declared as break-glass, in lower case. */
export function breakGlassNames({ declarations }: Decisions): ReadonlySet<string> {
  const declared = declarations.filter(({ kind }) => kind === 'break-glass')
  return new Set(declared.map(({ subject }) => subject.trim().toLowerCase()))
}

/** The declared number of standing administrators beside the break-glass accounts; the latest word counts. */
export function adminLimit({ declarations }: Decisions): number | undefined {
  const limits = declarations.filter(({ kind }) => kind === 'admin-limit')
  const latest = limits.toSorted((a, b) => a.at.localeCompare(b.at)).at(-1)
  const limit = Number(latest?.subject)
  return Number.isInteger(limit) && limit >= 0 ? limit : undefined
}

/**
 * Whether the customer declared the account as one of these kinds: by id or UPN, in any case. `maybe` where the UPN was
 * not read and something was declared by UPN.
 */
export function declaredAs(
  { declarations }: Decisions,
  kinds: readonly DeclarationKind[],
): (account: Pick<User, 'id' | 'userPrincipalName'>) => Ternary {
  const subjects = declarations
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ subject }) => subject.trim().toLowerCase())
  const names = new Set(subjects)
  const byUpn = subjects.some((name) => name.includes('@'))
  return ({ id, userPrincipalName }) => {
    if (names.has(id.toLowerCase()) || names.has(userPrincipalName?.toLowerCase() ?? '')) return 'yes'
    return byUpn && !userPrincipalName ? 'maybe' : 'no'
  }
}
