import { deviceFindings } from '#access/administrators/devices.ts'
import { denied } from '#model/coverage.ts'
import type { AuthenticationMethods } from '#model/records/authentication-methods.ts'
import type { RegisteredDevices } from '#model/records/registered-devices.ts'
import {
  aDevice,
  anAttestation,
  anEligibility,
  aRoleAssignment,
  aTenant,
  defineExamples,
  methodsOf,
  NOW,
  type TenantRecords,
  theDecisions,
  USER_ADMINISTRATOR,
} from '../../../test/builders/index.ts'
import { devicesOfAdministratorsAreInOrder as control } from './devices-of-administrators-are-in-order.ts'

type Devices = RegisteredDevices['devices']
const authenticator = (createdDateTime: string | null, displayName = 'iPhone') => ({
  type: 'microsoftAuthenticator',
  createdDateTime,
  displayName,
})
const OLD = '2025-01-01T00:00:00Z'
const NEW = '2026-05-30T00:00:00Z'

const admin = (
  devices: Devices,
  methods: AuthenticationMethods = methodsOf('ada', authenticator(OLD)),
  more: TenantRecords = {},
) =>
  aTenant({
    roleAssignments: [aRoleAssignment()],
    registeredDevices: [{ userId: 'ada', devices }],
    authenticationMethods: [methods],
    ...more,
  })
const phone = aDevice('phone', { isManaged: null, isCompliant: null, trustType: 'Workplace' })
const seen = (devices: Devices) => {
  const judged = { isGlobal: true, now: NOW }
  const { claims } = deviceFindings({ userId: 'ada', devices }, methodsOf('ada', authenticator(OLD)), judged)
  return theDecisions({ attestations: [anAttestation(control.id, 'ada', claims)] })
}

export const examples = defineExamples(control, [
  {
    name: 'nobody holds a privileged role',
    given: aTenant(),
    then: 'notApplicable',
    because: /no account of this/,
  },
  { name: 'a managed laptop and one app', given: admin([aDevice()]), then: 'pass' },
  { name: 'no device at all', given: admin([]), then: 'pass' },
  {
    name: 'a device that does not meet the rules',
    given: admin([aDevice('laptop', { isCompliant: false })]),
    then: 'fail',
    subjects: ['ada'],
    severity: 'medium',
    because: /laptop does not meet the rules/,
  },
  {
    name: 'a device that lies in a drawer',
    given: admin([aDevice('old', { approximateLastSignInDateTime: '2026-01-01T00:00:00Z' })]),
    then: 'fail',
    because: /old was not used for 151 days/,
  },
  {
    name: 'a device that is switched off proves nobody',
    given: admin([aDevice('lost', { isCompliant: false, accountEnabled: false })]),
    then: 'pass',
  },
  {
    name: 'a phone that nobody manages is somebody’s to vouch for',
    given: admin([phone]),
    then: 'needsReview',
    because: /phone is managed by nobody/,
  },
  {
    name: 'what somebody vouched for is known',
    given: admin([phone]),
    decisions: seen([phone]),
    then: 'pass',
  },
  {
    name: 'one phone more is not',
    given: admin([phone, aDevice('other', { isManaged: false })]),
    decisions: seen([phone]),
    then: 'needsReview',
  },
  {
    name: 'three Authenticator apps are one too many',
    given: admin(
      [],
      methodsOf('ada', authenticator(OLD), authenticator(OLD, 'iPad'), authenticator(OLD, 'Pixel')),
    ),
    then: 'needsReview',
    because: /3 Authenticator apps/,
  },
  {
    name: 'an app that was registered this week on a Global Administrator',
    given: admin([], methodsOf('ada', authenticator(NEW))),
    then: 'needsReview',
    because: /registered within 7 days/,
  },
  {
    name: 'the same on a lesser administrator is everyday',
    given: admin([], methodsOf('ada', authenticator(NEW)), {
      roleAssignments: [aRoleAssignment('ada', { roleDefinitionId: USER_ADMINISTRATOR })],
    }),
    then: 'pass',
  },
  {
    name: 'an app that does not say since when: Microsoft leaves it out of most',
    given: admin([], methodsOf('ada', authenticator(null))),
    then: 'pass',
  },
  {
    name: 'whoever may activate a role counts too',
    given: admin([aDevice('laptop', { isCompliant: false })], methodsOf('ada'), {
      roleAssignments: [],
      roleEligibilityScheduleInstances: [anEligibility()],
    }),
    then: 'fail',
  },
  {
    name: 'whether a device is managed was not read',
    given: admin([{ id: 'laptop', displayName: 'laptop' }]),
    then: 'unknown',
    because: /managed and compliant was not read/,
  },
  {
    name: 'devices that were refused',
    given: admin([], undefined, { registeredDevices: [] }),
    coverage: { registeredDevices: denied('HTTP 403', ['Device.Read.All']) },
    then: 'unknown',
    because: /Device\.Read\.All/,
  },
  {
    name: 'methods that were not read of one of them',
    given: admin([], undefined, { authenticationMethods: [] }),
    then: 'unknown',
    because: /registered methods of some/,
  },
])
