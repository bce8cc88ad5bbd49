/** Measures two things in turns, so that whatever else the machine does disturbs both alike. */

/** The runs of both sides, in the order A B A B …. */
export async function inTurns<A, B>(
  repetitions: number,
  ours: () => Promise<A>,
  floor: () => Promise<B>,
): Promise<{ ours: A[]; floor: B[] }> {
  const runs = { ours: [] as A[], floor: [] as B[] }
  for (let turn = 0; turn < repetitions; turn += 1) {
    runs.ours.push(await ours())
    runs.floor.push(await floor())
  }
  return runs
}

/** The quickest run: noise only ever adds, so the least of several is the steadiest figure. */
export function quickest(runs: readonly { readonly ms: number }[]): number {
  return Math.min(...runs.map(({ ms }) => ms))
}

/** The largest peak of several runs. */
export function largest(runs: readonly { readonly memoryMb: number }[]): number {
  return Math.max(...runs.map(({ memoryMb }) => memoryMb))
}
