import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { type CloudOptions, type Fault, startCloud } from './cloud.ts'

// Answers are short-lived: without this V8 lets the process grow to 350 MB before it collects anything, although a
// million accounts need 40 MB.
setFlagsFromString('--semi-space-growth-factor=1')

/** Starts the cloud as a process of its own and says in one line where it is. */
const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    accounts: { type: 'string' },
    seed: { type: 'string' },
    estate: { type: 'string' },
    'without-permission': { type: 'string', multiple: true },
    'without-licence': { type: 'string', multiple: true },
    'token-seconds': { type: 'string' },
    latency: { type: 'string' },
    now: { type: 'string' },
    throttle: { type: 'boolean' },
    config: { type: 'string' },
    'until-stdin-closes': { type: 'boolean' },
  },
})

function wholeNumber(name: 'port' | 'accounts' | 'seed' | 'token-seconds' | 'latency'): number | undefined {
  const text = values[name]
  if (text !== undefined && !/^\d+$/.test(text)) fail(`--${name} wants a whole number, not ${text}`)
  return text === undefined ? undefined : Number(text)
}

function fail(message: string): never {
  console.error(message)
  process.exit(2)
}

/** P2 contains P1, so a tenant without P1 has neither. */
function licences(): CloudOptions['licences'] {
  const without = values['without-licence'] ?? []
  if (without.length === 0) return undefined
  const unknown = without.find((licence) => licence !== 'p1' && licence !== 'p2')
  if (unknown) fail(`--without-licence knows p1 and p2, not ${unknown}`)
  return without.includes('p1') ? [] : ['p1']
}

function preset(): CloudOptions['estate'] {
  const { estate } = values
  if (estate === undefined || estate === 'brightwater' || estate === 'small') return estate
  return fail(`--estate knows brightwater and small, not ${estate}`)
}

/** The options of the command line; those not given are left out, so that the file may say them. */
function given(): CloudOptions {
  const all = {
    port: wholeNumber('port'),
    accounts: wholeNumber('accounts'),
    seed: wholeNumber('seed'),
    tokenSeconds: wholeNumber('token-seconds'),
    latencyMs: wholeNumber('latency'),
    now: values.now,
    withoutPermissions: values['without-permission'],
    licences: licences(),
    estate: preset(),
    throttle: values.throttle,
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

type ConfigFile = CloudOptions & { readonly faults?: readonly Fault[] }

const { faults = [], ...fromFile } = values.config
  ? (JSON.parse(readFileSync(values.config, 'utf8')) as ConfigFile)
  : ({} as ConfigFile)
const cloud = await startCloud({ ...fromFile, ...given() })
cloud.faults.add(...faults)

async function end(): Promise<void> {
  await cloud.close()
  process.exit(0)
}

process.once('SIGTERM', end)
process.once('SIGINT', end)
if (values['until-stdin-closes']) process.stdin.resume().once('end', end).once('close', end)

// Last, because whoever reads this line may send a signal right away.
const { origin, tenantId, clientId, clientSecret } = cloud
console.log(JSON.stringify({ origin, tenantId, clientId, clientSecret }))
