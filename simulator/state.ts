import { randomBytes } from 'node:crypto'
import { generateEstate } from './estate/estate.ts'
import { guid } from './estate/random.ts'
import type { Estate } from './estate/types.ts'
import { FaultPlan } from './faults.ts'
import { type CloudOptions, type Settings, settings as settingsOf } from './options.ts'
import { Throttle } from './throttle.ts'
import { TokenMint } from './token.ts'

export interface RequestLog {
  readonly method: string
  /** Path and query, as asked. */
  readonly path: string
  /** 0 while it is being answered, and for good when the connection was reset. */
  status: number
  /** Milliseconds on the cloud's clock. */
  readonly at: number
}

/** Everything one running cloud knows. */
export interface CloudState {
  readonly settings: Settings
  readonly estate: Estate
  readonly clientId: string
  readonly clientSecret: string
  readonly mint: TokenMint
  readonly faults: FaultPlan
  readonly throttle: Throttle
  readonly requests: RequestLog[]
  readonly clock: () => number
}

export function createState(options: CloudOptions): CloudState {
  const settings = settingsOf(options)
  const { preset, edits, clock, seed } = settings
  return {
    settings,
    estate: generateEstate(preset, settings, edits),
    clientId: guid('application/keyward', seed),
    // Drawn at every start, so that no secret is ever written into a repository.
    clientSecret: randomBytes(24).toString('base64url'),
    mint: new TokenMint(),
    faults: new FaultPlan(),
    throttle: new Throttle(clock),
    requests: [],
    clock,
  }
}
