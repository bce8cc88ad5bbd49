import { randomBytes } from 'node:crypto'
import { EstateChanges } from './estate/changes.ts'
import { generateEstate } from './estate/estate.ts'
import { guid } from './estate/random.ts'
import type { Estate } from './estate/types.ts'
import { FaultPlan } from './faults.ts'
import { Downloads } from './graph/downloads.ts'
import type { Registration } from './login/client-authentication.ts'
import { registeredKey } from './login/jwt.ts'
import { Pending } from './login/pending.ts'
import { SigningKey } from './login/signing-key.ts'
import { TokenMint } from './login/token.ts'
import { AuditQueries } from './logs/audit-queries.ts'
import { sampleLogs } from './logs/generate.ts'
import { LogBook } from './logs/log-book.ts'
import { Subscriptions } from './management/subscriptions.ts'
import { type CloudOptions, type Settings, settings as settingsOf } from './options.ts'
import { Throttle } from './throttle/throttle.ts'

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
  /** What a managed identity of App Service finds in its environment. */
  readonly identityHeader: string
  readonly registration: Registration
  readonly pending: Pending
  readonly signingKey: SigningKey
  readonly mint: TokenMint
  readonly faults: FaultPlan
  readonly throttle: Throttle
  readonly requests: RequestLog[]
  readonly downloads: Downloads
  readonly logs: LogBook
  readonly auditQueries: AuditQueries
  readonly subscriptions: Subscriptions
  readonly changes: EstateChanges
  /** When each delta token was given out. */
  readonly deltaTokens: Map<string, number>
  readonly clock: () => number
}

export function createState(options: CloudOptions): CloudState {
  const settings = settingsOf(options)
  const { preset, edits, clock, seed } = settings
  const estate = generateEstate(preset, settings, edits)
  const clientId = guid('application/keyward', seed)
  // Drawn at every start, so that no secret is ever written into a repository.
  const clientSecret = randomBytes(24).toString('base64url')
  return {
    settings,
    estate,
    clientId,
    clientSecret,
    identityHeader: randomBytes(24).toString('base64url'),
    registration: registrationOf(settings, clientId, clientSecret, estate),
    pending: new Pending(),
    signingKey: new SigningKey(),
    mint: new TokenMint(),
    faults: new FaultPlan(),
    throttle: new Throttle(clock, estate.accounts.length, settings.throttle),
    requests: [],
    downloads: new Downloads(),
    logs: logBookOf(settings, estate),
    auditQueries: new AuditQueries(seed, settings.now),
    subscriptions: new Subscriptions(settings.startedContent),
    changes: new EstateChanges(estate),
    deltaTokens: new Map(),
    clock,
  }
}

function logBookOf({ logHabits, licences, sampleLogs: hasSample }: Settings, estate: Estate): LogBook {
  const book = new LogBook(logHabits, licences)
  if (hasSample) book.add(...sampleLogs(estate))
  return book
}

function registrationOf(
  { certificate, federatedCredential }: Settings,
  clientId: string,
  clientSecret: string,
  estate: Estate,
): Registration {
  const keys = federatedCredential?.keys
  return {
    clientId,
    clientSecret,
    directory: estate.tenant.displayName,
    certificate: certificate === undefined ? undefined : registeredKey(certificate),
    federated: federatedCredential && {
      credential: federatedCredential,
      key: typeof keys === 'string' ? registeredKey(keys).key : undefined,
    },
    seen: new Set(),
  }
}
