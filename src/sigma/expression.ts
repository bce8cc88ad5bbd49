/** Boolean expressions over whatever leaves: what a condition becomes, and what is evaluated in two and three values. */

export type Expression<Leaf> =
  | { readonly kind: 'leaf'; readonly leaf: Leaf }
  | { readonly kind: 'all'; readonly of: readonly Expression<Leaf>[] }
  | { readonly kind: 'any'; readonly of: readonly Expression<Leaf>[] }
  | { readonly kind: 'not'; readonly of: Expression<Leaf> }
  | { readonly kind: 'atLeast'; readonly count: number; readonly of: readonly Expression<Leaf>[] }

export const leaf = <Leaf>(leaf: Leaf): Expression<Leaf> => ({ kind: 'leaf', leaf })
export const not = <Leaf>(of: Expression<Leaf>): Expression<Leaf> => ({ kind: 'not', of })
/** True when every part is; of nothing, true. */
export const all = <Leaf>(of: readonly Expression<Leaf>[]): Expression<Leaf> =>
  only(of) ?? { kind: 'all', of }
/** True when some part is; of nothing, false. */
export const any = <Leaf>(of: readonly Expression<Leaf>[]): Expression<Leaf> =>
  only(of) ?? { kind: 'any', of }

function only<Leaf>(of: readonly Expression<Leaf>[]): Expression<Leaf> | undefined {
  return of.length === 1 ? of[0] : undefined
}

/** True, false or not known yet. */
export type Truth = boolean | undefined

/**
 * The value of an expression of which some leaves are not known (Kleene's logic): what comes out as true or false
 * stays so whatever the unknown leaves turn out to be.
 */
export function evaluate<Leaf>(expression: Expression<Leaf>, valueOf: (leaf: Leaf) => Truth): Truth {
  switch (expression.kind) {
    case 'leaf':
      return valueOf(expression.leaf)
    case 'not': {
      const value = evaluate(expression.of, valueOf)
      return value === undefined ? undefined : !value
    }
    case 'all':
      return untilOne(expression.of, false, valueOf)
    case 'any':
      return untilOne(expression.of, true, valueOf)
    case 'atLeast':
      return counted(expression.of, expression.count, valueOf)
  }
}

/** `decisive` as soon as one part has it, its contrary when all parts have that. */
function untilOne<Leaf>(
  of: readonly Expression<Leaf>[],
  decisive: boolean,
  valueOf: (leaf: Leaf) => Truth,
): Truth {
  let unknown = false
  for (const part of of) {
    const value = evaluate(part, valueOf)
    if (value === decisive) return decisive
    if (value === undefined) unknown = true
  }
  return unknown ? undefined : !decisive
}

function counted<Leaf>(
  of: readonly Expression<Leaf>[],
  count: number,
  valueOf: (leaf: Leaf) => Truth,
): Truth {
  let yes = 0
  let open = 0
  for (const part of of) {
    const value = evaluate(part, valueOf)
    if (value === true) yes++
    if (value === undefined) open++
  }
  if (yes >= count) return true
  return yes + open < count ? false : undefined
}

/** The same expression over other leaves; one leaf may become an expression of its own. */
export function mapLeaves<From, To>(
  expression: Expression<From>,
  change: (leaf: From) => Expression<To>,
): Expression<To> {
  switch (expression.kind) {
    case 'leaf':
      return change(expression.leaf)
    case 'not':
      return not(mapLeaves(expression.of, change))
    case 'atLeast':
    case 'all':
    case 'any':
      return { ...expression, of: expression.of.map((part) => mapLeaves(part, change)) }
  }
}

/** Every leaf, as often as it stands there. */
export function* leavesOf<Leaf>(expression: Expression<Leaf>): Generator<Leaf> {
  if (expression.kind === 'leaf') yield expression.leaf
  else if (expression.kind === 'not') yield* leavesOf(expression.of)
  else for (const part of expression.of) yield* leavesOf(part)
}
