/** The sample company of the simulator, collected once for all rows that need it sealed. */
import { type SimulatedCloud, startSimulatedCloud } from '#cli/demo/simulated-cloud.ts'
import { inFreshProcess } from './child.ts'
import { lastingFolder } from './scratch.ts'

/** The same estate at every run. */
const SEED = 1

const collected = new Map<number, Promise<string>>()

/** Runs `work` against a simulated cloud in a process of its own, without a throttle. */
export async function withCloud<T>(
  accounts: number,
  work: (cloud: SimulatedCloud) => Promise<T>,
): Promise<T> {
  const cloud = await startSimulatedCloud(accounts, SEED)
  try {
    return await work(cloud)
  } finally {
    cloud.stop()
  }
}

/** A data folder with one sealed snapshot of so many accounts. */
export function sealedTenant(accounts: number): Promise<string> {
  const data = collected.get(accounts) ?? collectInto(lastingFolder(), accounts)
  collected.set(accounts, data)
  return data
}

async function collectInto(data: string, accounts: number): Promise<string> {
  await withCloud(accounts, (cloud) => inFreshProcess('collect', { data, cloud }))
  return data
}
