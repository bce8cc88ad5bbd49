/** What becomes of Azure's answers: ids that can be compared, fields at hand, and no record without its key. */
import { describe, expect, it } from 'vitest'
import { parseRecord } from '#model/dataset.ts'
import { type DatasetName, datasetOf } from '#model/datasets.ts'
import { NEVER } from './answers.ts'
import { azureAnswers } from './azure-answers.ts'

/** The record of an item, or the reason why there is none. */
function parsed(dataset: DatasetName, item: unknown): Record<string, unknown> | string {
  const result = parseRecord(datasetOf(dataset), item)
  return result.ok ? result.record : result.reason
}

describe.each(azureAnswers)('an answer of $dataset', ({ dataset, item, record, keyAt }) => {
  it('is kept as far as it is known, and no further', () => {
    const kept = parsed(dataset, item)

    expect(JSON.stringify(item)).toContain(NEVER)
    expect(kept).toStrictEqual(record)
  })

  it('is the same when it was kept before, so that a record may be an input', () => {
    expect(parsed(dataset, record)).toStrictEqual(record)
  })

  it('is set aside without its key', () => {
    for (const field of datasetOf(dataset).key) {
      const { [keyAt ?? field]: _left, ...missing } = item

      expect(parsed(dataset, missing)).toMatch(new RegExp(`^${field}: `))
      expect(parsed(dataset, { ...item, [keyAt ?? field]: null })).toMatch(new RegExp(`^${field}: `))
    }
  })

  it.each([null, 'text', 7, []])('is set aside when it is no object: %j', (nothing) => {
    expect(typeof parsed(dataset, nothing)).toBe('string')
  })
})

describe('a role assignment', () => {
  const assignment = {
    id: '/providers/Microsoft.Authorization/roleAssignments/1',
    properties: {
      scope: '/',
      principalId: 'a',
      roleDefinitionId: '/providers/Microsoft.Authorization/roleDefinitions/18D7D88D',
    },
  }

  it('at the root lies in no subscription', () => {
    expect(parsed('azureRoleAssignments', assignment)).toMatchObject({
      scope: '/',
      subscriptionId: null,
      roleId: '18d7d88d',
    })
  })

  it.each(['scope', 'principalId', 'roleDefinitionId'])('without %s is set aside', (field) => {
    const { [field]: _left, ...properties } = assignment.properties as Record<string, unknown>

    expect(parsed('azureRoleAssignments', { ...assignment, properties })).toMatch(new RegExp(`^${field}: `))
  })
})

describe('a delegation', () => {
  const item = {
    id: `/subscriptions/s/providers/Microsoft.ManagedServices/registrationAssignments/1`,
    properties: { provisioningState: 'Succeeded' },
  }

  it('whose definition could not be read is kept, and to whom is not known', () => {
    const kept = parsed('registrationAssignments', { ...item, definition: null })

    expect(kept).toMatchObject({ scope: '/subscriptions/s', provisioningState: 'Succeeded' })
    expect(kept).not.toHaveProperty('managedByTenantId')
  })
})

describe('a setting that names what is gone', () => {
  it('leaves a record that stands for all tables of the workspace', () => {
    const workspaceId =
      '/subscriptions/s/resourcegroups/g/providers/microsoft.operationalinsights/workspaces/w'

    expect(parsed('logTables', { id: `${workspaceId}/tables`, workspaceId, notFound: true })).toStrictEqual({
      id: `${workspaceId}/tables`,
      subscriptionId: 's',
      workspaceId,
      notFound: true,
    })
  })
})
