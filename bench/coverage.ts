/** The verdict on every account of a large tenant, under many policies. */
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inFreshProcess, type Timed } from './child.ts'
import { lastingFolder } from './scratch.ts'

/** As many as a large tenant has. */
export const POLICIES = 200

/** Runs of each side; a run takes a second. */
export const REPETITIONS = 5

export interface Judged extends Timed {
  readonly judged: number
  readonly counts: readonly number[]
  readonly classes: number
  readonly editMs: readonly number[]
  readonly sample: readonly string[]
}

const made = new Map<number, Promise<string>>()

/** A data folder with one sealed snapshot, made once for all rows. */
export function coverageData(accounts: number): Promise<string> {
  const make = async () => {
    const data = lastingFolder()
    await inFreshProcess('coverage-tenant', { data, accounts, policies: POLICIES })
    return data
  }
  const data = made.get(accounts) ?? make()
  made.set(accounts, data)
  return data
}

/** The folder of its snapshot. */
export function snapshotIn(data: string): string {
  const manifest = readdirSync(join(data, 'tenants'), { recursive: true, withFileTypes: true }).find(
    ({ name }) => name === 'manifest.json',
  )
  if (!manifest) throw new Error('there is no snapshot')
  return dirname(join(manifest.parentPath, manifest.name))
}

/** Judges all accounts in a fresh process. @throws Error when one was left out, or all verdicts are alike */
export async function judgeAll(data: string, accounts: number, input: object = {}): Promise<Judged> {
  const judged = await inFreshProcess<Judged>('coverage', { data, ...input })
  if (judged.judged !== accounts) throw new Error(`${judged.judged} of ${accounts} accounts were judged`)
  if (judged.counts.filter((count) => count > 0).length < 3) throw new Error('too few verdicts differ')
  return judged
}
