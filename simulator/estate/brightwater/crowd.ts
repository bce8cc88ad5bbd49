import type { Bulk } from '../accounts.ts'
import type { Frame } from '../frame.ts'
import { hash32, mulberry32, pick } from '../random.ts'
import type { Account, Method } from '../types.ts'
import { account, synchronised } from '../users.ts'

const givenNames = [
  'Anna',
  'Lars',
  'Sofie',
  'Jonas',
  'Maja',
  'Emil',
  'Nora',
  'Aksel',
  'Thea',
  'Filip',
  'Ida',
  'Oliver',
]
const surnames = [
  'Hansen',
  'Berg',
  'Nilsen',
  'Haugen',
  'Larsen',
  'Moen',
  'Solheim',
  'Eide',
  'Bakke',
  'Lunde',
  'Vik',
]
export const departments = [
  'Production',
  'Warehouse',
  'Sales',
  'Purchasing',
  'Finance',
  'Quality',
  'Logistics',
  'HR',
]

/** The ordinary people: as many as asked for, each computed from its number alone. */
export function crowd(frame: Frame): Bulk {
  const lastSync = frame.calendar.daysAgo(0.02)
  return {
    kind: `crowd/${frame.company.name}`,
    seed: frame.seed,
    indexInName: (name) => {
      const digits = /\.(\d+)@/.exec(name)?.[1]
      return digits === undefined ? undefined : Number(digits) - 1
    },
    build: (index, id) => person(frame, index, id, lastSync),
  }
}

function person(frame: Frame, index: number, id: string, lastSync: string): Account {
  const random = mulberry32(hash32(`person/${index}`, frame.seed))
  const given = pick(givenNames, random)
  const surname = pick(surnames, random)
  const name = `person/${index}`
  const leaver = random() < 0.04
  const fields = {
    department: departments[index % departments.length],
    employeeId: String(20_000 + index),
    officeLocation: index % 3 === 0 ? 'Bergen' : 'Plant',
    createdDateTime: frame.calendar.daysAgo(40 + Math.floor(random() * 2000)),
    ...(leaver ? { accountEnabled: false, assignedLicenses: [], assignedPlans: [] } : {}),
  }
  const sketch = {
    name,
    displayName: `${given} ${surname}`,
    userPrincipalName: `${given}.${surname}.${index + 1}@${frame.company.domain}`.toLowerCase(),
    lastSignIn: leaver ? 150 : Math.floor(random() * 14),
    methods: () => methodsOf(frame, name, index),
    fields: index % 2 === 0 ? synchronised(lastSync, fields) : fields,
  }
  return account(sketch, frame, id)
}

/** Seven in ten use the Authenticator app, one in ten only text messages, one in eight nothing at all. */
function methodsOf(frame: Frame, name: string, index: number): Method[] {
  const make = frame.methods(name)
  // Numbers that Ofcom keeps free for invented people.
  const phone = `+44 7700900${String(index % 1000).padStart(3, '0')}`
  const share = mulberry32(hash32(`methods/${index}`, frame.seed))()
  if (share < 0.12) return [make.password()]
  if (share < 0.22) return [make.password(), make.phone(phone)]
  if (share < 0.3)
    return [make.password(), make.authenticator('Phone'), make.windowsHello(`BW-LT-${1000 + index}`)]
  return [make.password(), make.authenticator('Phone')]
}
