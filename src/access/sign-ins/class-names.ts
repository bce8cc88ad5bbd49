/** What classes are split by: each account and each group that some policy names. */
import type { AccountClasses } from './account-classes.ts'
import type { AccountColumns } from './account-columns.ts'
import type { AudienceMarks, Marks } from './marks.ts'

export interface ClassNames {
  /** Splits by every name that was not seen before; the same classes come back when there is none. */
  split(classes: AccountClasses, audience: Pick<AudienceMarks, 'accounts' | 'groups'>): AccountClasses
  /** By the number of a name what policies say of it; undefined where they do not name it. */
  marksOf(audience: Pick<AudienceMarks, 'accounts' | 'groups'>): readonly (Marks | undefined)[]
}

interface Name {
  readonly kind: 'accounts' | 'groups'
  readonly id: string
}

/** Collects names as they come. */
export function namesOf(columns: AccountColumns): ClassNames {
  const names: Name[] = []
  const known = { accounts: new Set<string>(), groups: new Set<string>() }
  return {
    split: (classes, audience) => {
      const fresh = (['groups', 'accounts'] as const).flatMap((kind) =>
        [...audience[kind].keys()].filter((id) => !known[kind].has(id)).map((id) => ({ kind, id })),
      )
      if (fresh.length === 0) return classes
      const further = classes.copy()
      for (const name of fresh) {
        further.split(names.length, positionsOf(name, columns))
        names.push(name)
        known[name.kind].add(name.id)
      }
      return further
    },
    marksOf: (audience) => names.map(({ kind, id }) => audience[kind].get(id)),
  }
}

function positionsOf({ kind, id }: Name, columns: AccountColumns): Iterable<Uint32Array> {
  return kind === 'groups' ? columns.peopleOf(id) : [Uint32Array.from(columns.positionsOf(id))]
}
