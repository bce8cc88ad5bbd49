import { powersEvidence, some } from '#access/partners/evidence.ts'
import { partnerDatasets, supplementingDatasets } from '#access/partners/records.ts'
import { type Partner, partnerRegister } from '#access/partners/register.ts'
import type { Power } from '#access/partners/sighting.ts'
import { declaredTasks, fitOf } from '#access/partners/tasks.ts'
import { isPrivileged } from '#access/roles/administration.ts'
import { defineControl } from '#model/control.ts'
import type { Decisions } from '#model/decisions.ts'
import { Tally } from '#model/tally.ts'

export const noTwoPartnersForTheSamePower = defineControl({
  id: 'partners/no-two-partners-for-the-same-power',
  title: 'No two partners hold the same power without a task for it',
  practice: 'p6',
  severity: 'medium',
  needs: partnerDatasets,
  // A relationship that was not copied may say that the two are provider and reseller.
  absences: ['partnerRelationships'],
  // Vendors of applications are not compared.
  supplements: [...supplementingDatasets, 'servicePrincipals', 'appRoleAssignments'],
  emptyWithoutLicence: ['roleEligibilityScheduleInstances', 'azureRoleEligibility'],
  rationale:
    'Where two providers can do the same, one of them is usually the former one. An indirect provider beside its ' +
    'reseller is how the programme is built, and normal.',
  remediation: [
    'Say what each is there for: keyward declare partner-tasks "NAME: users, licences" --reason "…".',
    'Remove from each what its tasks do not need; the one that left loses everything (keyward partners NAME --exit).',
  ],
  references: [
    'https://learn.microsoft.com/partner-center/customers/gdap-least-privileged-roles-by-task',
    'https://learn.microsoft.com/microsoft-365/commerce/manage-partners',
  ],
  evaluate(view, { now, decisions }) {
    const tally = new Tally()
    const { partners } = partnerRegister(view, decisions.tenant, now)
    const holders = holdersByPower(partners)
    for (const partner of partners) {
      const rivalled = strongPowers(partner).filter(
        (power) => rivals(partner, power, holders).length > 0 && !isTask(partner, power, decisions),
      )
      const shared = rivalled.filter((power) =>
        rivals(partner, power, holders).some((other) => areTwo(partner, other)),
      )
      if (shared.length > 0) tally.violation(evidenceOf(partner, shared, holders))
      else if (rivalled.length > 0)
        tally.unknown(
          `${partner.name} and others hold the same power, and whose they are is not known: they may be one partner`,
        )
      else tally.ok()
    }
    return tally.outcome('no other organisation shows in this tenant')
  },
})

/** Applications of vendors often ask for the same; what is judged is who administers. */
function strongPowers({ powers, doubt }: Partner): readonly Power[] {
  if (doubt !== undefined) return []
  return powers.filter(({ tier, channel }) => isPrivileged(tier) && channel !== 'application')
}

const keyOf = ({ roleId, scope }: Power): string => `${roleId.toLowerCase()} ${scope.toLowerCase()}`

type Holders = ReadonlyMap<string, readonly Partner[]>

function holdersByPower(partners: readonly Partner[]): Holders {
  const holders = new Map<string, Partner[]>()
  for (const partner of partners)
    for (const key of new Set(strongPowers(partner).map(keyOf)))
      holders.set(key, [...(holders.get(key) ?? []), partner])
  return holders
}

function rivals(partner: Partner, power: Power, holders: Holders): readonly Partner[] {
  return (holders.get(keyOf(power)) ?? []).filter((other) => other !== partner && !isPair(partner, other))
}

/** A group that no record puts into a tenant may be anybody's, the other one's too. */
function areTwo(one: Partner, other: Partner): boolean {
  return [one, other].every(({ tenantIds, domains }) => tenantIds.length + domains.length > 0)
}

function isPair(one: Partner, other: Partner): boolean {
  const kinds = [one.kind, other.kind]
  return kinds.includes('indirectProvider') && kinds.includes('reseller')
}

function isTask(partner: Partner, power: Power, decisions: Decisions): boolean {
  const declared = declaredTasks(partner, decisions)
  return declared !== undefined && !fitOf(partner, declared).beyond.includes(power)
}

function evidenceOf(partner: Partner, shared: readonly Power[], holders: Holders) {
  const others = shared.flatMap((power) => rivals(partner, power, holders))
  const names = others.filter((other) => areTwo(partner, other)).map(({ name }) => name)
  return powersEvidence(partner, shared, {
    summary: `${partner.name} holds ${some(shared.map(({ role }) => role))}, and so does ${some(names)}; no task was declared that needs it.`,
    wouldPassIf: 'one of them lost it, or a task was declared that needs it (keyward declare partner-tasks)',
  })
}
