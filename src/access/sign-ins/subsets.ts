/** Every subset of a few things that may hold or not, the empty one first. */
export function subsetsOf<T>(items: readonly T[]): readonly (readonly T[])[] {
  const subsets: (readonly T[])[] = [[]]
  for (const item of items) subsets.push(...subsets.map((subset) => [...subset, item]))
  return subsets
}
