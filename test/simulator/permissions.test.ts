import { describe, expect, it } from 'vitest'
import { createCloud, readsBeyondTheSmallest, smallestPermissions } from '../../simulator/cloud.ts'
import { permissionsFor } from '../../simulator/permissions.ts'
import { aClient, samplePaths } from './client.ts'

const paths = Object.entries(samplePaths(createCloud().estate)).filter(
  ([template]) => !readsBeyondTheSmallest.includes(template),
)

/** The reads that nothing else in the smallest set opens. */
function readsLostWithout(permission: string): string[] {
  const rest = smallestPermissions.filter((other) => other !== permission)
  return paths
    .map(([template]) => template)
    .filter((template) => !permissionsFor(template).some((accepted) => rest.includes(accepted)))
}

describe('the smallest set of permissions', () => {
  it('opens every read', async () => {
    const client = await aClient()

    const statuses = await Promise.all(paths.map(async ([, path]) => (await client.get(path)).status))

    expect(new Set(statuses)).toEqual(new Set([200]))
  })

  it('holds no permission to write', () => {
    expect(smallestPermissions.filter((permission) => permission.includes('Write'))).toEqual([])
  })
})

describe.each(smallestPermissions)('without %s', (permission) => {
  it('exactly its reads are denied, in the words of the service', async () => {
    const client = await aClient({ withoutPermissions: [permission] })

    const answers = await Promise.all(
      paths.map(async ([template, path]) => ({ template, ...(await client.get(path)) })),
    )

    const refused = answers.filter(({ status }) => status !== 200)
    expect(refused.map(({ template }) => template)).toEqual(readsLostWithout(permission))
    for (const { status, body } of refused) {
      expect(status).toBe(403)
      expect(body.error.code).toBe('Authorization_RequestDenied')
      expect(body.error.message).toBe('Insufficient privileges to complete the operation.')
    }
  })
})

describe('without the permission to read users', () => {
  it('members of a group still appear, with type and id only', async () => {
    const client = await aClient({ withoutPermissions: ['User.Read.All'] })
    const group = client.cloud.estate.situations['pilotGroup']

    const { body } = await client.get(`/v1.0/groups/${group}/members`)

    expect(body.value.map((row) => Object.keys(row))).toEqual(body.value.map(() => ['@odata.type', 'id']))
    expect(body.value).toHaveLength(3)
  })
})

describe('a permission that the published table lists and that shows names only', () => {
  it.each(['User.ReadBasic.All', 'DeviceManagementApps.Read.All'])(
    '%s does not open the list of users',
    async (permission) => {
      const client = await aClient({ grantedPermissions: [permission] })

      const { status } = await client.get('/v1.0/users')

      expect(status).toBe(403)
    },
  )
})
