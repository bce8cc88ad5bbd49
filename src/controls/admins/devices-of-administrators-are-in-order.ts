import { nameOf } from '#access/accounts.ts'
import { type Administrator, administratorsOf } from '#access/administrators/administrators.ts'
import { type DeviceFindings, deviceFindings } from '#access/administrators/devices.ts'
import { answering, attestationOf } from '#access/attested.ts'
import { accountFact, accountSubject, blastRadiusOf } from '#access/evidence.ts'
import { methodNames } from '#access/methods.ts'
import { askAbout } from '#access/reviews.ts'
import { administration } from '#access/roles/administration.ts'
import { itemsOf } from '#model/claims.ts'
import { defineControl } from '#model/control.ts'
import type { Evidence } from '#model/outcome.ts'
import type { AuthenticationMethods } from '#model/records/authentication-methods.ts'
import type { RegisteredDevices } from '#model/records/registered-devices.ts'
import { Tally } from '#model/tally.ts'

const ID = 'admins/devices-of-administrators-are-in-order'

export const devicesOfAdministratorsAreInOrder = defineControl({
  id: ID,
  title: 'Devices and Authenticator apps of administrators are known and in order',
  practice: 'p7',
  severity: 'medium',
  needs: [
    'users',
    'roleAssignments',
    'roleEligibilityScheduleInstances',
    'roleDefinitions',
    'groupMembers',
    'organization',
    'registeredDevices',
    'authenticationMethods',
  ],
  absences: [],
  emptyWithoutLicence: ['roleEligibilityScheduleInstances'],
  rationale:
    'An administrator is as safe as the weakest device that proves who it is. An attacker who got in once registers an ' +
    'app of their own and stays; an old phone in a drawer still counts as proof.',
  remediation: [
    'entra.microsoft.com, the account, Authentication methods and Devices: ask its owner about each, and remove what nobody knows.',
    'An Authenticator app that its owner did not register: revoke all sessions, remove every method, and look at the audit log before anything else.',
    'Let administrators sign in from compliant devices only: a Conditional Access policy for the privileged roles.',
    'Attest what is known and stays as it is: keyward attest FINDING.',
  ],
  references: [
    'https://learn.microsoft.com/partner-center/security/customer-security-best-practices',
    'https://learn.microsoft.com/entra/identity/devices/manage-stale-devices',
    'https://learn.microsoft.com/entra/identity/conditional-access/policy-alt-admin-device-compliand-hybrid',
  ],
  evaluate(view, { now, decisions }) {
    const tally = new Tally()
    const said = answering(ID, decisions)
    const { all, doubts } = administratorsOf(administration(view, decisions.tenant), view.users)
    const devices = new Map(view.registeredDevices.map((row) => [row.userId.toLowerCase(), row]))
    const methods = new Map(view.authenticationMethods.map((row) => [row.userId.toLowerCase(), row]))
    const reviews: Evidence[] = []
    for (const because of doubts) tally.unknown(because)
    for (const one of all) {
      const id = one.user.id.toLowerCase()
      const known: Known = {
        devices: devices.get(id) ?? { userId: id, devices: [] },
        methods: methods.get(id) ?? { userId: id, methods: [] },
      }
      const found = deviceFindings(known.devices, known.methods, { isGlobal: one.isGlobal, now })
      const items = itemsOf(found.claims, decisions.fingerprint)
      const isAttested = attestationOf([one.user.id], items, said, now).state === 'attested'
      const [doubt] = found.doubts
      if (found.faults.length > 0) tally.violation(evidenceOf(one, known, found))
      else if (doubt !== undefined) tally.unknown(doubt)
      else if (!devices.has(id)) tally.unknown('the devices of some administrators were not read')
      else if (!methods.has(id)) tally.unknown('the registered methods of some administrators were not read')
      else if (found.questions.length === 0 || isAttested) tally.ok()
      else reviews.push(evidenceOf(one, known, found))
    }
    askAbout(reviews, tally)
    return tally.outcome('no account of this organisation holds a privileged role')
  },
})

interface Known {
  readonly devices: RegisteredDevices
  readonly methods: AuthenticationMethods
}

function evidenceOf(one: Administrator, { devices, methods }: Known, found: DeviceFindings): Evidence {
  const { user, tier, facts } = one
  return {
    subject: accountSubject(user),
    summary: `${nameOf(user)} (${one.roles.join(', ')}): ${[...found.faults, ...found.questions].join('; ')}.`,
    facts: [
      accountFact(user),
      ...facts,
      ...devices.devices.map(
        ({ id, displayName, isCompliant, isManaged, approximateLastSignInDateTime }) => ({
          dataset: 'registeredDevices' as const,
          id,
          fields: { displayName, isCompliant, isManaged, approximateLastSignInDateTime },
        }),
      ),
      { dataset: 'authenticationMethods', id: user.id, fields: { methods: methodNames(methods) } },
    ],
    blastRadius: blastRadiusOf(tier),
    severity: found.isUrgent ? 'high' : 'medium',
    wouldPassIf: 'each was known, managed, compliant and in use, or was removed',
    ...(found.claims.length > 0 ? { claims: found.claims } : {}),
  }
}
