import { answering, attestationOf } from '#access/attested.ts'
import { some } from '#access/partners/evidence.ts'
import { claimsOfNew, type NewResources, newResources } from '#access/subscriptions/new-resources.ts'
import { subscriptionName } from '#access/subscriptions/own.ts'
import { type Claim, itemsOf } from '#model/claims.ts'
import { defineControl } from '#model/control.ts'
import type { Evidence } from '#model/outcome.ts'
import { Tally } from '#model/tally.ts'

const ID = 'subscriptions/new-resources-are-explained'
const MOST_FACTS = 50

export const newResourcesAreExplained = defineControl({
  id: ID,
  title: 'Somebody here can explain what was made in Azure lately',
  practice: 'p2',
  severity: 'medium',
  needs: ['resourceChanges', 'subscriptions'],
  absences: [],
  // They only lend their names.
  supplements: ['subscriptions'],
  rationale:
    'Whoever gets into a subscription makes machines in it, in places and sizes that nobody here uses, and the bill ' +
    'comes weeks later. Azure remembers for fourteen days what was made, so a look every other week misses nothing.',
  remediation: [
    'Go through what was made with those who work in the subscription, machines and models first.',
    'Nobody made it: the activity log of the subscription says who did; take that account or application out before you delete anything.',
    'Attest what is explained: keyward attest FINDING. Whatever is made after that is new again.',
    'Allow only the places and machine sizes that you use, by Azure Policy.',
  ],
  references: [
    'https://learn.microsoft.com/azure/governance/resource-graph/changes/resource-graph-changes',
    'https://learn.microsoft.com/azure/azure-monitor/platform/activity-log',
  ],
  evaluate(view, { now, decisions }) {
    const tally = new Tally()
    const said = answering(ID, decisions)
    const names = new Map(view.subscriptions.map((one) => [one.subscriptionId, subscriptionName(one)]))
    for (const made of newResources(view.resourceChanges)) {
      const claims = claimsOfNew(made)
      const items = itemsOf(claims, decisions.fingerprint)
      const attestation = attestationOf([made.subscriptionId], items, said, now)
      const gains = attestation.state === 'gained' ? attestation.gains.length : undefined
      if (attestation.state === 'attested') tally.ok()
      else {
        const name = names.get(made.subscriptionId) ?? made.subscriptionId
        tally.review(unexplained(made, { name, claims, gains }))
      }
    }
    return tally.outcome('nothing was made in Azure in the last 14 days')
  },
})

interface Told {
  readonly name: string
  readonly claims: readonly Claim[]
  /** How many came since somebody looked; undefined where nobody did. */
  readonly gains: number | undefined
}

function unexplained(
  { subscriptionId, created, types, hasMachines, gone }: NewResources,
  { name, claims, gains }: Told,
): Evidence {
  const kinds = some(types.map(({ type, number }) => `${number} ${type}`))
  const again = gone === 0 ? '' : `; ${gone} of them gone again`
  const since = gains === undefined ? '' : `; ${gains} since somebody looked last`
  return {
    subject: { type: 'subscription', id: subscriptionId, name },
    summary: `${created.length} resources were made in ${name} in 14 days: ${kinds}${again}${since}.`,
    facts: created.slice(0, MOST_FACTS).map((change) => ({
      dataset: 'resourceChanges',
      id: change.id,
      fields: {
        resource: change.targetResourceId,
        type: change.targetResourceType,
        made: change.timestamp,
        by: change.changedBy,
      },
    })),
    blastRadius: 'privileged',
    severity: hasMachines ? 'high' : 'medium',
    wouldPassIf: 'somebody attested that these were meant to be made',
    claims,
  }
}
