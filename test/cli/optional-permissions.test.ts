/** A permission that opens far more than is read with it stands apart: listed with its reason, never in the manifest. */
import { describe, expect, it } from 'vitest'
import { smallestPermissions, startCloud } from '../../simulator/cloud.ts'
import { keyward, keywardBeside } from './harness.ts'

const WIDE = 'Directory.Read.All'
const ITS_ROLE = '7ab1d382-f21e-4acd-a863-ba3e13f7da61'

async function connected(grantedPermissions: readonly string[], argv: readonly string[] = []) {
  const cloud = await startCloud({ estate: 'small', grantedPermissions })
  const env = {
    KEYWARD_TENANT_ID: cloud.tenantId,
    KEYWARD_CLIENT_ID: cloud.clientId,
    KEYWARD_CLIENT_SECRET: cloud.clientSecret,
  }
  const ran = await keywardBeside(['connect', '--endpoint', cloud.origin, ...argv], env).ended
  await cloud.close()
  return ran
}

describe('an optional permission', () => {
  it('is listed apart, with the reason', () => {
    const { stdout } = keyward(['permissions'])
    const [needed = '', optional = ''] = stdout.split('Optional, and not in the manifest:')

    expect(needed).not.toContain(WIDE)
    expect(optional).toMatch(
      /Directory\.Read\.All\n {2}reads {5}oauth2PermissionGrants[^]*apart {5}Microsoft opens/,
    )
    expect(optional.split('\n').filter((line) => line.length > 80)).toEqual([])
  })

  it('is apart for machines too', () => {
    const { permissions, optional } = JSON.parse(keyward(['permissions', '--format', 'json']).stdout)

    expect(optional).toEqual([expect.objectContaining({ permission: WIDE, why: expect.any(String) })])
    expect(JSON.stringify(permissions)).not.toContain(WIDE)
  })

  it('is not in the manifest that an administrator consents to', () => {
    expect(keyward(['permissions', '--format', 'manifest']).stdout).not.toContain(ITS_ROLE)
    expect(keyward(['connect', '--tenant', 'contoso.com']).stdout).not.toContain(ITS_ROLE)
  })

  it('is not missing when it is not granted, and is said once', async () => {
    const { stdout } = await connected(smallestPermissions)

    expect(stdout).not.toMatch(/missing/)
    expect(stdout.match(/optional Directory\.Read\.All/g)).toHaveLength(1)
    expect(stdout).toContain('not read: oauth2PermissionGrants')
  })

  it('is not too much when it is granted', async () => {
    const granted = await connected([...smallestPermissions, WIDE])
    const withheld = await connected(smallestPermissions, ['--format', 'json'])

    expect(granted.stdout).not.toContain(WIDE)
    expect(JSON.parse(withheld.stdout)).toMatchObject({ withheld: [{ permission: WIDE }] })
    expect(JSON.parse(withheld.stdout).excess).not.toContain(WIDE)
  })
})
