import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serviceOf } from '#collectors/collector.ts'
import { allCollectors } from '#collectors/collectors.generated.ts'
import type { Assessment } from '#model/assessment.ts'
import type { DatasetName } from '#model/datasets.ts'
import { cloudShellScript } from '#pipeline/cloud-shell-script.ts'
import { type Cloud, startCloud } from '../../simulator/cloud.ts'
import { aDataFolder, keyward, keywardBeside } from './harness.ts'

const has = (program: string) => spawnSync(program, ['--version']).status === 0
const canRun = has('bash') && has('jq') && has('curl')
const reason = canRun ? '' : ' (skipped: bash, jq or curl is not here)'

/** Stands in for the Azure CLI: a token by the service that is asked, the same words on standard error when refused. */
const AZ = `#!/usr/bin/env bash
question=()
while [ $# -gt 0 ]; do
  if [ "$1" = --url ]; then url=$2; fi
  if [ "$1" = --body ]; then question=(-H 'content-type: application/json' -d "$2"); fi
  shift
done
token=$FAKE_ARM_TOKEN
case $url in */v1.0/*|*/beta/*) token=$FAKE_TOKEN ;; esac
body=$(curl -gs -w '\\n%{http_code}' -H "authorization: Bearer $token" -H 'Prefer: include-unknown-enum-members' \\
  "\${question[@]}" "$url")
status=\${body##*$'\\n'}
body=\${body%$'\\n'*}
if [ "$status" = 200 ]; then printf '%s\\n' "$body"; exit 0; fi
printf 'ERROR: Forbidden(%s)\\n' "$body" >&2
exit 1
`

async function tokenOf(cloud: Cloud, service = 'https://graph.microsoft.com'): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: cloud.clientId,
    client_secret: cloud.clientSecret,
    scope: `${service}/.default`,
  })
  const response = await fetch(`${cloud.origin}/${cloud.tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body,
  })
  return ((await response.json()) as { access_token: string }).access_token
}

/** Runs the script as in Cloud Shell; returns the folder it wrote. */
async function runScript(cloud: Cloud): Promise<string> {
  const place = aDataFolder()
  mkdirSync(place, { recursive: true })
  writeFileSync(join(place, 'az'), AZ)
  chmodSync(join(place, 'az'), 0o755)
  const env = {
    ...process.env,
    PATH: [place, process.env['PATH']].join(delimiter),
    KEYWARD_GRAPH: cloud.origin,
    KEYWARD_ARM: cloud.origin,
    FAKE_TOKEN: await tokenOf(cloud),
    FAKE_ARM_TOKEN: await tokenOf(cloud, 'https://management.azure.com'),
  }
  const child = spawn('bash', ['-s'], { cwd: place, env })
  let said = ''
  child.stderr.on('data', (text: Buffer) => (said += text))
  child.stdin.end(cloudShellScript())
  const code = await new Promise((resolve) => child.once('close', resolve))
  expect(code, said).toBe(0)
  return join(place, readdirSync(place).find((name) => /^keyward-input-.*Z$/.test(name)) ?? '')
}

const azure = allCollectors
  .filter(({ source }) => serviceOf(source) === 'azure')
  .map(({ produces }) => produces)

/** What is known of Azure: how much, and how surely. */
function knownOfAzure({ coverage }: Assessment) {
  return azure.map((name) => [name, coverage[name]?.state, coverage[name]?.records])
}

function verdicts({ controls }: Assessment) {
  return controls.map(({ id, outcome, findings }) => [
    id,
    outcome,
    findings.map(({ subject }) => subject.id).sort(),
  ])
}

const assessed = (argv: readonly string[]) =>
  JSON.parse(keyward(['assess', '--format', 'json', ...argv]).stdout) as Assessment

/** How many records the script wrote of a dataset. */
function linesOf(folder: string, dataset: string): number {
  return readFileSync(join(folder, `${dataset}.ndjson`), 'utf8').split('\n').length - 1
}

describe.skipIf(!canRun)(`the script for Azure Cloud Shell${reason}`, () => {
  let cloud: Cloud
  beforeAll(async () => {
    cloud = await startCloud({ accounts: 120, pageSizeCap: 40 })
  })
  afterAll(() => cloud.close())

  it('asks for nothing but reads', () => {
    const question =
      'az rest --method post --url "$arm/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01"'
    const script = cloudShellScript()

    // A query of Resource Graph is too long for an address; it reads all the same.
    expect(script.split(question)).toHaveLength(2)
    expect(script.replace(question, '')).not.toMatch(/--method (?!get)|az (?!rest)/)
  })

  it('writes an input that is judged like a collection', { timeout: 120_000 }, async () => {
    const data = aDataFolder()
    const env = {
      KEYWARD_TENANT_ID: cloud.tenantId,
      KEYWARD_CLIENT_ID: cloud.clientId,
      KEYWARD_CLIENT_SECRET: cloud.clientSecret,
    }
    await keywardBeside(['collect', '--endpoint', cloud.origin, '--data', data], env).ended

    const folder = await runScript(cloud)

    const collected = assessed(['--data', data])
    const exported = assessed(['--data', aDataFolder(), '--input', folder])
    expect(verdicts(exported)).toEqual(verdicts(collected))
    expect(exported.tenant).toEqual(collected.tenant)
    expect(knownOfAzure(exported)).toEqual(knownOfAzure(collected))
    for (const name of ['authenticationMethods', 'registeredDevices', 'administratorProfiles'])
      expect([name, linesOf(folder, name)]).toEqual([name, collected.coverage[name as DatasetName]?.records])
    expect(readFileSync(join(folder, 'SHA256SUMS'), 'utf8')).toMatch(/^[0-9a-f]{64} {2}users\.ndjson$/m)
  })

  it('keeps a refusal as what it is', { timeout: 120_000 }, async () => {
    const closed = await startCloud({
      accounts: 60,
      withoutPermissions: ['Policy.Read.All', 'AuditLog.Read.All'],
    })
    const folder = await runScript(closed)
    await closed.close()

    const { coverage, controls } = assessed(['--data', aDataFolder(), '--input', folder])

    expect(coverage.conditionalAccessPolicies).toMatchObject({
      state: 'denied',
      missing: ['Policy.Read.All'],
    })
    expect(coverage.userRegistrationDetails).toMatchObject({
      state: 'denied',
      missing: ['AuditLog.Read.All'],
    })
    expect(controls.map(({ outcome }) => outcome)).not.toContain('pass')
  })

  it('calls nothing of Azure whole when the root management group is not in sight', {
    timeout: 120_000,
  }, async () => {
    const narrow = await startCloud({ accounts: 60, licences: ['p1'], armReader: 'subscription-1' })
    const folder = await runScript(narrow)
    await narrow.close()

    const { coverage } = assessed(['--data', aDataFolder(), '--input', folder])

    expect(azure.filter((name) => coverage[name]?.state === 'complete')).toEqual([])
    expect(coverage.managementGroups).toMatchObject({ state: 'denied', missing: ['Reader'] })
    expect(coverage.azureRoleEligibility?.state).toBe('unlicensed')
    expect(coverage.subscriptions).toMatchObject({
      state: 'partial',
      because: expect.stringContaining('root management group'),
      records: 1,
    })
  })
})
