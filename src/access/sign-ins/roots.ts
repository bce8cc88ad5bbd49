/** Accounts of the same types, roles and per-user MFA: where every class begins. */
import type { AccountType } from '../accounts.ts'
import { securityDefaultsAsk, securityDefaultsState } from '../conditional-access/security-defaults.ts'
import type { Ternary } from '../ternary.ts'
import { AccountClasses } from './account-classes.ts'
import type { ColumnTenant } from './column-tenant.ts'
import { type AudienceMarks, addMarks, type Marks } from './marks.ts'
import type { OtherSources } from './other-sources.ts'

export interface Roots {
  /** One class for each root. */
  classes(): AccountClasses
  /** By root, what policies say of its types and roles, and what they say of everybody. */
  marksOf(audience: AudienceMarks): readonly Marks[]
  /** By root, what asks its accounts beside Conditional Access. */
  readonly beside: readonly OtherSources[]
}

interface Root {
  readonly types: readonly AccountType[]
  readonly perUserMfa: Ternary
  /** An account in the same roles; empty for one in none. */
  readonly holder: string
}

/** Sorts the accounts. */
export function rootsOf({ columns, directory: { roles }, records }: ColumnTenant): Roots {
  const { of, roots } = sorted(columns, roles)
  const state = securityDefaultsState(records.identitySecurityDefaultsEnforcementPolicy)
  return {
    classes: () => new AccountClasses(of.slice(), roots.length),
    beside: roots.map(({ perUserMfa, holder }) => ({
      perUserMfa,
      securityDefaults: securityDefaultsAsk(state, holder, roles),
    })),
    marksOf: (audience) => {
      const ofTypes = oncePer(
        ({ types }: Root) => types.join(),
        ({ types }) => audience.ofTypes(types),
      )
      const ofRoles = oncePer(
        ({ holder }: Root) => holder,
        ({ holder }) => audience.ofRoles(holder, roles),
      )
      return roots.map((root) => {
        const marks = audience.everybody.slice()
        addMarks(marks, 0, ofTypes(root))
        addMarks(marks, 0, ofRoles(root))
        return marks
      })
    },
  }
}

function oncePer(key: (root: Root) => string, make: (root: Root) => Marks): (root: Root) => Marks {
  const known = new Map<string, Marks>()
  return (root) => {
    const marks = known.get(key(root)) ?? make(root)
    known.set(key(root), marks)
    return marks
  }
}

/** The root of each account, and what the roots are. */
function sorted(columns: ColumnTenant['columns'], roles: ColumnTenant['directory']['roles']) {
  const { count, typesOf, types, perUserMfaOf, perUserMfa } = columns
  const rolesOf = roleNumbers(columns, roles)
  const roots: Root[] = []
  const numbers = new Map<number, number>()
  const of = new Uint32Array(count)
  const plain = new Int32Array(types.length * perUserMfa.length).fill(UNSEEN)
  const numberOf = (kind: number, role: number): number => {
    const key = role * plain.length + kind
    const known = numbers.get(key)
    if (known !== undefined) return known
    const [type, state] = [Math.floor(kind / perUserMfa.length), kind % perUserMfa.length]
    numbers.set(key, roots.length)
    roots.push({
      types: types[type] ?? [],
      perUserMfa: perUserMfa[state] ?? 'maybe',
      holder: rolesOf.holders[role] ?? '',
    })
    return roots.length - 1
  }
  for (let position = 0; position < count; position += 1) {
    const kind = (typesOf[position] as number) * perUserMfa.length + (perUserMfaOf[position] as number)
    const role = rolesOf.numbers[position] as number
    if (role === 0 && plain[kind] === UNSEEN) plain[kind] = numberOf(kind, 0)
    of[position] = role === 0 ? (plain[kind] as number) : numberOf(kind, role)
  }
  return { of, roots }
}

const UNSEEN = -1

/** A number for each set of roles that somebody is in; 0 for none. */
function roleNumbers(
  { count, positionsOf }: ColumnTenant['columns'],
  roles: ColumnTenant['directory']['roles'],
) {
  const numbers = new Uint32Array(count)
  const byKey = new Map<string, number>([['', 0]])
  const holders = ['']
  for (const holder of roles.holders) {
    const positions = positionsOf(holder)
    if (positions.length === 0) continue
    const key = roles.keyOf(holder)
    const number = byKey.get(key) ?? holders.length
    if (number === holders.length) holders.push(holder)
    byKey.set(key, number)
    for (const position of positions) numbers[position] = number
  }
  return { numbers, holders }
}
