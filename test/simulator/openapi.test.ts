import { describe, expect, it } from 'vitest'
import { createCloud, smallestPermissions } from '../../simulator/cloud.ts'
import { contractExceptions, undescribedReads } from '../../simulator/exceptions.ts'
import { routes } from '../../simulator/graph/match.ts'
import permissionTable from '../../simulator/permissions.generated.json' with { type: 'json' }
import { hasSharedFile, sharedFile } from '../../simulator/shared-data.ts'
import { aClient, samplePaths } from './client.ts'
import { OpenApiContract } from './openapi-contract.ts'

const subset = 'data/microsoft/graph-openapi-subset.json'
const isThere = hasSharedFile(subset)
if (!isThere) console.warn(`openapi.test.ts: skipped, ${subset} is absent (set KEYWARD_SHARED to its folder)`)

// The subset describes the list of groups and a group's members, but not one group.
const describedElsewhere: Record<string, string> = { '/v1.0/groups/{id}': 'v1.microsoft.graph.group' }

// The widest reader there is: the narrow set, and what only the whole directory opens.
const everything = {
  grantedPermissions: [...smallestPermissions, 'Directory.Read.All', 'DelegatedAdminRelationship.Read.All'],
}

const everyUserField =
  '/v1.0/users?$top=999&$select=id,accountEnabled,assignedLicenses,assignedPlans,createdDateTime,creationType,department,' +
  'externalUserState,externalUserStateChangeDateTime,identities,lastPasswordChangeDateTime,onPremisesSyncEnabled,otherMails,' +
  'passwordPolicies,perUserMfaState,proxyAddresses,signInActivity,signInSessionsValidFromDateTime,userType,aboutMe,skills'

describe.skipIf(!isThere)('answers of the simulated Graph against the published description', () => {
  const contract = isThere ? new OpenApiContract(sharedFile(subset)) : undefined
  const paths = samplePaths(createCloud().estate)
  const validator = (template: string) => {
    const other = describedElsewhere[template]
    return other ? contract?.validatorOf(other) : contract?.validatorFor(template)
  }

  it('asks every read of the simulator', () => {
    const data = routes.filter(({ kind }) => kind !== 'download').map(({ template }) => template)
    expect(Object.keys(paths).sort()).toEqual(data.sort())
  })

  it.each(Object.entries(paths))(
    '%s has the described shape and no other property',
    async (template, path) => {
      const client = await aClient(everything)
      const validate = validator(template)

      const { status, body } = await client.get(path, { prefer: 'include-unknown-enum-members' })

      if (template.endsWith('/delegatedAdminRelationships')) return expect(status).toBe(403)
      expect(status).toBe(200)
      expect(validate === undefined).toBe(undescribedReads.includes(template))
      validate?.(body)
      expect(validate?.errors ?? []).toEqual([])
    },
  )

  it('the committed table of permissions is the published one', () => {
    const published = contract?.applicationPermissions() ?? {}

    expect(permissionTable.reads).toEqual(published)
  })

  it('a row with selected fields has the described shape', async () => {
    const client = await aClient()
    const validate = validator('/v1.0/users')

    const { body } = await client.get(everyUserField)

    validate?.(body)
    expect(validate?.errors ?? []).toEqual([])
  })

  it('a small tenant answers in the same shapes', async () => {
    const client = await aClient({ ...everything, estate: 'small', licences: ['p1', 'p2'] })
    const small = Object.entries(samplePaths(client.cloud.estate)).filter(
      ([template]) => !/\/(groups|administrativeUnits|applications)\/\{|delegatedAdmin/.test(template),
    )

    for (const [template, path] of small) {
      const validate = validator(template)
      validate?.((await client.get(path)).body)
      expect(validate?.errors ?? [], template).toEqual([])
    }
  })

  it('an error has the described shape', async () => {
    const client = await aClient()
    const validate = contract?.errorValidator()

    for (const path of ['/v1.0/nothing', '/v1.0/users?$select=nothing', '/v1.0/groups/nobody']) {
      validate?.((await client.get(path)).body)
      expect(validate?.errors ?? [], path).toEqual([])
    }
  })

  it.each(contractExceptions)('the exception $schema $property is needed', async ({ schema, property }) => {
    const client = await aClient(everything)
    const texts = await Promise.all(
      [everyUserField, ...Object.values(paths)].map(async (path) => (await client.get(path)).text),
    )

    const found = texts.some((text) => text.includes(`"${property}":`))

    expect(schema).toContain('microsoft.graph')
    expect(found).toBe(true)
  })
})
