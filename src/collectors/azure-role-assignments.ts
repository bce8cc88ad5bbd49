import { isGroup, ownScopes, ROOT } from './azure-subjects.ts'
import { defineCollector, type Facts } from './collector.ts'
import { rolesAtEachScope } from './each-of-azure-subjects.ts'

/**
 * From Azure itself and not from Resource Graph, which lags, shortens in silence and shares its one quota with the
 * inventory: here every subscription has a quota of its own and a refusal is said aloud.
 */
export const azureRoleAssignmentsCollector = defineCollector({
  produces: 'azureRoleAssignments',
  purpose: 'Lists who holds which role of Azure, groups of partners and elevated access included',
  source: {
    ...rolesAtEachScope('Microsoft.Authorization/roleAssignments', '2022-04-01'),
    subjects: scopesAndRoot,
  },
  note: 'that a management group lists what stands at the root above it as inherited is not verified',
  reference: 'azure.md §3.2, §3.4',
})

/**
 * The root above all management groups is refused to a Reader of the root group, who sees what stands there as
 * inherited. Whoever does not see the root group may be a Global Administrator, who is answered all the same.
 */
async function scopesAndRoot(facts: Facts): Promise<readonly string[]> {
  const scopes = await ownScopes(facts)
  return scopes.some(isGroup) ? scopes : [...scopes, ROOT]
}
