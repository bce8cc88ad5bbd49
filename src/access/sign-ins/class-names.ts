/** What classes are split by: each account and each group that some policy names. */
import type { AccountClasses } from './account-classes.ts'
import type { AccountColumns } from './account-columns.ts'
import type { AudienceMarks, Marks } from './marks.ts'

export interface ClassName {
  readonly kind: 'accounts' | 'groups'
  readonly id: string
}

type Named = Pick<AudienceMarks, 'accounts' | 'groups'>

/** Classes, and by number the names that they were split by. */
export interface Split {
  readonly classes: AccountClasses
  readonly names: readonly ClassName[]
}

/** Splits by every name that was not among them; the same classes come back when there is none. */
export function splitBy(audience: Named, { classes, names }: Split, columns: AccountColumns): Split {
  const known = { accounts: new Set<string>(), groups: new Set<string>() }
  for (const { kind, id } of names) known[kind].add(id)
  const fresh = (['groups', 'accounts'] as const).flatMap((kind) =>
    [...audience[kind].keys()].filter((id) => !known[kind].has(id)).map((id): ClassName => ({ kind, id })),
  )
  if (fresh.length === 0) return { classes, names }
  const further = classes.copy()
  for (const [index, name] of fresh.entries()) further.split(names.length + index, positionsOf(name, columns))
  return { classes: further, names: [...names, ...fresh] }
}

function positionsOf({ kind, id }: ClassName, columns: AccountColumns): Iterable<Uint32Array> {
  return kind === 'groups' ? columns.peopleOf(id) : [Uint32Array.from(columns.positionsOf(id))]
}

/** By the number of a name what policies say of it; undefined where they do not name it. */
export function marksOfNames(names: readonly ClassName[], audience: Named): readonly (Marks | undefined)[] {
  return names.map(({ kind, id }) => audience[kind].get(id))
}
