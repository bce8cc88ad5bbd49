import { describe, expect, it } from 'vitest'
import { type CloudOptions, startCloud } from '../../simulator/cloud.ts'
import { keyward, keywardBeside } from './harness.ts'

async function connected(options: CloudOptions, argv: readonly string[] = []) {
  const cloud = await startCloud({ accounts: 60, ...options })
  const env = {
    KEYWARD_TENANT_ID: cloud.tenantId,
    KEYWARD_CLIENT_ID: cloud.clientId,
    KEYWARD_CLIENT_SECRET: cloud.clientSecret,
  }
  const ran = await keywardBeside(['connect', '--endpoint', cloud.origin, ...argv], env).ended
  await cloud.close()
  return { ...ran, requests: cloud.requests, tenantId: cloud.tenantId }
}

describe('connect', () => {
  it('without an application says how to register one, with manifest and consent link', () => {
    const { code, stdout } = keyward(['connect', '--tenant', 'contoso.com', '--cloud', 'gcc-high'])

    expect(code).toBe(0)
    expect(stdout).toContain('"resourceAppId": "00000003-0000-0000-c000-000000000000"')
    expect(stdout).toContain('https://login.microsoftonline.us/contoso.com/adminconsent?client_id=')
    expect(stdout.split('\n').filter((line) => line.length > 90 && !line.includes('https://'))).toEqual([])
  })

  it('says which commands open Azure, and ends the elevation again', () => {
    const tenant = '72f988bf-86f1-41af-91ab-2d7cd011db47'

    const global = keyward(['connect', '--tenant', tenant]).stdout
    const china = keyward(['connect', '--tenant', 'contoso.cn', '--cloud', 'china']).stdout

    expect(global).toMatch(/elevateAccess\?api-version[^]*role assignment create[^]*role assignment delete/)
    expect(global).toContain(`--scope "/providers/Microsoft.Management/managementGroups/${tenant}"`)
    expect(global).not.toContain('az cloud set')
    expect(china).toContain('az cloud set --name AzureChinaCloud')
    expect(china).toContain('managementGroups/<tenant id>"')
  })

  it('with one says that everything is granted, and reads nothing but the name of the root group', async () => {
    const { code, stdout, requests, tenantId } = await connected({})

    expect(code).toBe(0)
    expect(stdout).toContain(`Signed in to tenant ${tenantId}`)
    expect(stdout).toMatch(/(\d+) of \1 permissions are granted/)
    expect(stdout).toContain('Azure is open: the root management group can be read.\nNext: keyward collect')
    expect(requests.map(({ path }) => path).filter((path) => !path.includes('/oauth2/'))).toEqual([
      `/providers/Microsoft.Management/managementGroups/${tenantId}?api-version=2020-05-01`,
    ])
  })

  it.each(['none', 'subscription-1'] as const)(
    'says what is not known of Azure, and how to open it: Reader is %s',
    async (armReader) => {
      const { code, stdout, tenantId } = await connected({ armReader })

      expect(code).toBe(0)
      expect(stdout).toMatch(/Azure is not known to be open: the root management group cannot be\s+read/)
      expect(stdout).toMatch(/not known whole: [^]*subscriptions/)
      expect(stdout).toContain(`--scope "/providers/Microsoft.Management/managementGroups/${tenantId}"`)
      expect(stdout).toContain('Grant what is missing, or go on without')
      expect(stdout.split('\n').filter((line) => line.length > 90 && !line.includes('--scope'))).toEqual([])
    },
  )

  it('puts nothing into a command but ids, whatever the token says', async () => {
    const { stdout } = await connected({ armReader: 'none' }, ['--cloud', 'gcc-high'])

    expect(stdout).toContain('az cloud set --name AzureUSGovernment')
    expect(stdout).toContain('--assignee-object-id "<object id of the enterprise application>"')
  })

  it('says to a machine the same', async () => {
    const { stdout } = await connected({ armReader: 'none' }, ['--format', 'json'])

    expect(JSON.parse(stdout)).toMatchObject({
      holder: { kind: 'application' },
      azure: { state: 'part', datasets: expect.arrayContaining(['subscriptions']) as string[] },
    })
  })

  it('names what is missing, with the controls that become unknown', async () => {
    const { stdout } = await connected({ withoutPermissions: ['AuditLog.Read.All'] })

    expect(stdout).toMatch(
      /missing {2}AuditLog\.Read\.All\n +not read: directoryAudits, signIns, userRegistrationDetails/,
    )
    expect(stdout).toMatch(/unknown: [^.]*mfa\/registered-on-every-account/)
  })

  it('names what is granted and not used, so that it can be taken back', async () => {
    const { stdout } = await connected({ grantedPermissions: ['User.Read.All', 'Mail.ReadWrite'] }, [
      '--format',
      'json',
    ])

    expect(JSON.parse(stdout)).toMatchObject({ excess: ['Mail.ReadWrite'], granted: expect.any(Array) })
  })

  it('with a certificate that is none says so', async () => {
    const { code, stderr } = keyward(['connect', '--tenant', 'contoso.com'], {
      KEYWARD_CLIENT_ID: 'b1d3d7d2-0000-4000-8000-000000000000',
      KEYWARD_CLIENT_CERTIFICATE: process.execPath,
    })

    expect(code).toBe(2)
    expect(stderr).toMatch(/\[input-unreadable\]/)
  })
})
