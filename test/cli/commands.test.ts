import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cloud, startCloud } from '../../simulator/cloud.ts'
import { aDataFolder, keyward, keywardBeside } from './harness.ts'

function anInput(): string {
  const folder = aDataFolder()
  mkdirSync(folder, { recursive: true })
  const put = (name: string, content: unknown) => writeFileSync(join(folder, name), JSON.stringify(content))
  put('organization.json', [{ id: 'contoso-1', displayName: 'Contoso' }])
  put('identitySecurityDefaultsEnforcementPolicy.json', { id: 'x', isEnabled: false })
  put('conditionalAccessPolicies.json', [])
  put('authenticationStrengthPolicies.json', [])
  return folder
}

describe('help', () => {
  it.each([[[]], [['--help']], [['-h']], [['help']]])('is shown for %j', (argv) => {
    const { code, stdout } = keyward(argv)

    expect(code).toBe(0)
    expect(stdout).toMatch(/Usage: keyward <command>/)
    expect(stdout).toMatch(/collect {2,}read the facts/)
  })

  it.each([
    'accept',
    'assess',
    'attest',
    'collect',
    'connect',
    'coverage',
    'declare',
    'demo',
    'explain',
    'partners',
    'permissions',
    'revoke',
  ])('of %s has examples and fits 80 columns', (name) => {
    const { code, stdout } = keyward([name, '--help'])

    expect(code).toBe(0)
    expect(stdout).toMatch(/Examples:\n {2}\$ keyward/)
    const options = stdout.slice(0, stdout.indexOf('Examples:')).split('\n')
    expect(options.filter((line) => line.length > 80)).toEqual([])
  })

  it('knows the version', () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      version: string
    }

    expect(keyward(['--version']).stdout).toBe(`${version}\n`)
  })
})

describe('what cannot be done', () => {
  it.each([
    [['assess', '--input', '/nowhere'], 'input-not-found'],
    [['assess'], 'tenant-none'],
    [['explain', 'abc'], 'tenant-none'],
    [['fly'], 'command-unknown'],
    [['assess', '--format', 'papyrus'], 'option-invalid'],
    [['assess', '--fail-on', 'mild'], 'option-invalid'],
    [['assess', '--nonsense'], 'option-invalid'],
    [['assess', '--now', 'soon'], 'option-invalid'],
    [['explain'], 'option-invalid'],
    [['collect'], 'credentials-missing'],
    [['demo', '--accounts', '3'], 'option-invalid'],
  ])('%j ends with 2, one line with the code %s, and a mend', (argv, code) => {
    const ran = keyward([...argv, ...(argv[0] === 'fly' ? [] : ['--data', aDataFolder()])])

    expect(ran.code).toBe(2)
    expect(ran.stdout).toBe('')
    const [line = '', mend = ''] = ran.stderr.split('\n')
    expect(line).toContain(`[${code}]`)
    expect(mend.trim().length).toBeGreaterThan(10)
  })

  it('is JSON on standard error for those who asked for JSON', () => {
    const { code, stderr } = keyward([
      'assess',
      '--input',
      '/nowhere',
      '--format',
      'json',
      '--data',
      aDataFolder(),
    ])

    expect(code).toBe(2)
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'input-not-found', mend: expect.any(String) } })
  })
})

describe('assess', () => {
  it('prints the published JSON and nothing else', () => {
    const { code, stdout } = keyward([
      'assess',
      '--input',
      anInput(),
      '--format',
      'json',
      '--data',
      aDataFolder(),
    ])

    const assessment = JSON.parse(stdout) as Record<string, unknown>
    expect(code).toBe(0)
    expect(Object.keys(assessment)).toEqual(
      expect.arrayContaining([
        'schemaVersion',
        'tenant',
        'assessedAt',
        'snapshot',
        'controls',
        'frameworks',
        'coverage',
      ]),
    )
    expect(assessment['controls']).toContainEqual(
      expect.objectContaining({
        id: expect.any(String),
        needs: expect.any(Array),
        outcome: 'fail',
        findings: expect.any(Array),
      }),
    )
  })

  it.each([
    [['--fail-on', 'critical'], 1],
    [['--fail-on', 'critical', '--allow-unknown'], 1],
    [[], 0],
  ])('with %j ends with %i when a critical control fails', (argv, code) => {
    expect(keyward(['assess', '--input', anInput(), '--data', aDataFolder(), ...argv]).code).toBe(code)
  })

  it('counts an unknown verdict for --fail-on unless it is allowed', () => {
    const folder = anInput()
    writeFileSync(
      join(folder, 'identitySecurityDefaultsEnforcementPolicy.json'),
      '{"id":"x","isEnabled":true}',
    )
    const argv = ['assess', '--input', folder, '--data', aDataFolder(), '--fail-on', 'critical']

    expect(keyward(argv).code).toBe(1)
    expect(keyward([...argv, '--allow-unknown']).code).toBe(0)
  })

  it('writes no colour into a pipe, and none under NO_COLOR', () => {
    const argv = ['assess', '--input', anInput(), '--data', aDataFolder()]

    expect(keyward(argv).stdout).not.toContain('\u001b')
    expect(keyward(argv, { FORCE_COLOR: '1' }).stdout).toContain('\u001b')
    expect(keyward(argv, { FORCE_COLOR: '1', NO_COLOR: '1' }).stdout).not.toContain('\u001b')
  })

  it('writes a report to a file, whole and for the owner only', () => {
    const file = join(aDataFolder(), '..', 'report.html')

    const { code, stdout } = keyward([
      'assess',
      '--input',
      anInput(),
      '--format',
      'html',
      '--out',
      file,
      '--data',
      aDataFolder(),
    ])

    expect(code).toBe(0)
    expect(stdout).toBe('')
    expect(readFileSync(file, 'utf8')).toMatch(/^<!doctype html>/i)
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('asks which tenant is meant when there are several, and takes a name', () => {
    const data = aDataFolder()
    const other = anInput()
    writeFileSync(join(other, 'organization.json'), '[{"id":"fabrikam-1","displayName":"Fabrikam"}]')
    keyward(['assess', '--input', anInput(), '--data', data])
    keyward(['assess', '--input', other, '--data', data])

    const ambiguous = keyward(['assess', '--data', data])
    const named = keyward(['assess', '--tenant', 'fabrikam', '--format', 'json', '--data', data])

    expect(ambiguous.code).toBe(2)
    expect(ambiguous.stderr).toMatch(/contoso-1 \(Contoso\), fabrikam-1 \(Fabrikam\)/)
    expect(JSON.parse(named.stdout)).toMatchObject({ tenant: { id: 'fabrikam-1', name: 'Fabrikam' } })
  })
})

interface Judged {
  readonly id: string
  readonly outcome: string
  readonly findings: readonly { readonly id: string }[]
}

/** What is said of the setting that these tests switch on and off. */
function settingIn({ controls }: { readonly controls: readonly Judged[] }): Judged {
  const control = controls.find(({ id }) => id === 'mfa/security-defaults-or-conditional-access-in-force')
  return control ?? expect.unreachable('the control is not in the assessment')
}

describe('findings over time', () => {
  it('are opened, fixed and reopened, and explain shows it', () => {
    const data = aDataFolder()
    const input = anInput()
    const setting = join(input, 'identitySecurityDefaultsEnforcementPolicy.json')
    const assess = () =>
      JSON.parse(keyward(['assess', '--input', input, '--format', 'json', '--data', data]).stdout)
    const id = settingIn(assess()).findings[0]?.id ?? ''
    writeFileSync(setting, '{"id":"x","isEnabled":true}')
    assess()
    writeFileSync(setting, '{"id":"x","isEnabled":false}')
    assess()

    const { code, stdout } = keyward(['explain', id.slice(0, 6), '--format', 'json', '--data', data])

    expect(code).toBe(0)
    const explained = JSON.parse(stdout) as { history: { state: string }[]; finding: { state: string } }
    expect(explained.history.map(({ state }) => state)).toEqual(['open', 'fixed', 'reopened'])
    expect(explained.finding.state).toBe('reopened')
  })

  it('stay as they were when what they rest on was not read', () => {
    const data = aDataFolder()
    const input = anInput()
    const assess = () =>
      JSON.parse(keyward(['assess', '--input', input, '--format', 'json', '--data', data]).stdout)
    const id = settingIn(assess()).findings[0]?.id ?? ''
    const refused = { error: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges' } }
    writeFileSync(join(input, 'conditionalAccessPolicies.json'), JSON.stringify(refused))
    assess()

    const explained = JSON.parse(keyward(['explain', id, '--format', 'json', '--data', data]).stdout)

    expect(explained.history.map(({ state }: { state: string }) => state)).toEqual(['open'])
  })

  it('are not changed by a look at an older snapshot', () => {
    const data = aDataFolder()
    const input = anInput()
    const run = (argv: readonly string[]) =>
      JSON.parse(keyward(['assess', '--format', 'json', '--data', data, ...argv]).stdout)
    const first = run(['--input', input])
    writeFileSync(
      join(input, 'identitySecurityDefaultsEnforcementPolicy.json'),
      '{"id":"x","isEnabled":true}',
    )
    run(['--input', input])

    const back = run(['--snapshot', first.snapshot])
    const again = run([])

    expect(settingIn(back).outcome).toBe('fail')
    expect(settingIn(again).outcome).not.toBe('fail')
  })
})

describe('against a cloud', () => {
  let cloud: Cloud
  let data: string
  const credentials = () => ({
    KEYWARD_TENANT_ID: cloud.tenantId,
    KEYWARD_CLIENT_ID: cloud.clientId,
    KEYWARD_CLIENT_SECRET: cloud.clientSecret,
  })
  const run = (argv: readonly string[], env = credentials()) =>
    keywardBeside([...argv, '--data', data], env).ended

  beforeAll(async () => {
    cloud = await startCloud({ accounts: 120 })
    data = aDataFolder()
  })
  afterAll(() => cloud.close())

  it('collect, assess, declare, assess again: the declaration counts', async () => {
    const collected = await run(['collect', '--endpoint', cloud.origin, '--format', 'json'])
    const before = JSON.parse((await run(['assess', '--format', 'json'])).stdout)
    await run([
      'declare',
      'break-glass',
      'emergency-1@brightwaterfoods.onmicrosoft.com',
      '--reason',
      'sealed key',
    ])
    const after = JSON.parse((await run(['assess', '--format', 'json'])).stdout)

    expect(collected.code, collected.stderr).toBe(0)
    expect(JSON.parse(collected.stdout)).toMatchObject({
      resumed: false,
      tenant: { name: 'Brightwater Foods' },
    })
    const standing = (assessment: typeof before) =>
      assessment.controls.find(({ id }: { id: string }) => id.includes('standing')).findings.length
    expect(standing(after)).toBe(standing(before) - 1)
  })

  it('an attested partner is no finding any more until its day, and only a partner can be attested', async () => {
    const before = JSON.parse((await run(['assess', '--format', 'json'])).stdout)
    const control = (assessment: typeof before, id: string) =>
      assessment.controls.find((one: { id: string }) => one.id.includes(id))
    const [partner] = control(before, 'every-partner-is-attested').findings
    const [account] = control(before, 'registered').findings

    const unreasoned = await run(['attest', partner.id])
    const late = await run(['attest', partner.id, '--reason', 'x', '--until', '2050-01-01'])
    const wrong = await run(['attest', account.id, '--reason', 'x'])
    const attested = await run(['attest', partner.id.slice(0, 8), '--reason', 'our helpdesk'])
    const after = JSON.parse((await run(['assess', '--format', 'json'])).stdout)
    const nextYear = JSON.parse((await run(['assess', '--format', 'json', '--now', '2027-12-31'])).stdout)

    expect([unreasoned.code, late.code, wrong.code, attested.code]).toEqual([2, 2, 2, 0])
    const ids = (assessment: typeof before) =>
      control(assessment, 'every-partner-is-attested').findings.map(({ id }: { id: string }) => id)
    expect(ids(after)).not.toContain(partner.id)
    expect(ids(nextYear)).toContain(partner.id)
  })

  it('a declaration without a reason is refused, and one can be listed and taken back', async () => {
    const refused = await run(['declare', 'admin-limit', '2'])
    const declared = await run(['declare', 'admin-limit', '2', '--reason', 'two owners'])
    const replaced = await run(['declare', 'admin-limit', '3', '--reason', 'a third'])
    const listed = JSON.parse((await run(['declare', '--format', 'json'])).stdout)
    const withdrawn = await run(['declare', 'admin-limit', '3', '--withdraw'])
    const twice = await run(['declare', 'admin-limit', '3', '--withdraw'])

    expect([refused.code, declared.code, replaced.code, withdrawn.code, twice.code]).toEqual([2, 0, 0, 0, 2])
    const limits = listed.declarations.filter(({ kind }: { kind: string }) => kind === 'admin-limit')
    expect(limits).toMatchObject([{ subject: '3', reason: 'a third' }])
  })

  it('a wrong secret is refused in one line, and the secret is nowhere', async () => {
    const secret = 'not-the-secret-8471'

    const { code, stderr, stdout } = await run(['collect', '--endpoint', cloud.origin], {
      ...credentials(),
      KEYWARD_CLIENT_SECRET: secret,
    })

    expect(code).toBe(2)
    expect(stderr).toContain('[sign-in-refused]')
    expect(`${stdout}${stderr}`).not.toContain(secret)
  })

  it('refuses to send the secret over plain HTTP to another machine', async () => {
    const { code, stderr } = await run(['collect', '--endpoint', 'http://graph.example'])

    expect(code).toBe(2)
    expect(stderr).toContain('[endpoint-invalid]')
  })

  it('Ctrl-C leaves a run that the same command goes on with', async () => {
    const slow = await startCloud({ accounts: 3_000, pageSizeCap: 50, latencyMs: 20 })
    const env = {
      KEYWARD_TENANT_ID: slow.tenantId,
      KEYWARD_CLIENT_ID: slow.clientId,
      KEYWARD_CLIENT_SECRET: slow.clientSecret,
    }
    const argv = ['collect', '--endpoint', slow.origin, '--format', 'json', '--data', aDataFolder()]
    const { child, ended } = keywardBeside(argv, env)
    while (slow.requests.length < 40) await new Promise((resolve) => setTimeout(resolve, 5))
    child.kill('SIGINT')

    const interrupted = await ended
    const resumed = await keywardBeside(argv, env).ended
    await slow.close()

    expect(interrupted.code).toBe(130)
    expect(interrupted.stderr).toContain('goes on from there')
    expect(resumed.code, resumed.stderr).toBe(0)
    expect(JSON.parse(resumed.stdout)).toMatchObject({ resumed: true })
  })
})

describe('demo', () => {
  it('ends in a summary, an explanation and a report to open, and keeps its data apart', () => {
    const data = aDataFolder()
    const report = join(data, '..', 'demo.html')

    const { code, stdout, stderr } = keyward(['demo', '--no-serve', '--out', report, '--data', data])

    expect(code, stderr).toBe(0)
    expect(stdout).toContain('Brightwater Foods')
    expect(stdout).toMatch(/\$ keyward explain [0-9a-f]{12}/)
    expect(readFileSync(report, 'utf8')).toContain('Brightwater Foods')
    expect(existsSync(join(data, 'demo', 'decisions.sqlite'))).toBe(true)
    expect(existsSync(join(data, 'decisions.sqlite'))).toBe(false)

    expect(stdout).toMatch(
      /\nLogs: \d+ events of \d+ logs\.\n {2}\d+ rules of \d+ found \d+ events?, the worst: /,
    )
    // A hit of a rule is kept as a finding, and shown with its events.
    expect(stdout).toMatch(/Kept as \d+ findings, which a reason can explain\./)
    expect(stdout).toMatch(/\nEvents, the newest first:\n {2}\d{4}-\d\d-\d\dT[\d:.]+Z {2}\w+ {2}/)
    expect(stdout).toMatch(/2 providers came in: Northgate Managed IT \(\d+ sign-ins, 2 changes\)/)
    // The command that the demo names finds the same.
    const closer = ['logs', 'detect', '--data', join(data, 'demo')]
    expect(stdout).toContain(`npx keyward ${closer.join(' ')}\n`)
    const found = /(\d+ rules) of \d+ (found \d+ events?),/.exec(stdout)
    expect(keyward(closer).stdout).toContain(`${found?.[1]} ${found?.[2]}.`)
  })
})

describe('permissions', () => {
  it('as a manifest asks for application roles of Microsoft Graph by id', () => {
    const manifest = JSON.parse(keyward(['permissions', '--format', 'manifest']).stdout)

    expect(manifest.requiredResourceAccess[0].resourceAppId).toBe('00000003-0000-0000-c000-000000000000')
    for (const { id, type } of manifest.requiredResourceAccess[0].resourceAccess) {
      expect(type).toBe('Role')
      expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    }
  })

  it('says for people and for machines which controls each opens', () => {
    expect(keyward(['permissions']).stdout).toMatch(/User\.Read\.All\n {2}reads/)
    expect(JSON.parse(keyward(['permissions', '--format', 'json']).stdout).permissions).toContainEqual(
      expect.objectContaining({
        permission: 'AuditLog.Read.All',
        datasets: expect.arrayContaining(['userRegistrationDetails']),
      }),
    )
  })
})
