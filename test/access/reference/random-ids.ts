import type { Dice } from './dice.ts'

/** The names that random tenants are made of: few, so that records often speak of the same thing. */
export const OWN_TENANT = '11111111-1111-4111-8111-111111111111'
export const PARTNER_TENANT = '22222222-2222-4222-8222-222222222222'

export const USERS = ['u1', 'u2', 'u3', 'u4', 'u5', 'u6'] as const
export const GROUPS = ['g1', 'g2', 'g3', 'g4', 'g5', 'g6'] as const

export const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10'
export const GLOBAL_READER = 'f2ef992c-3afb-46b9-b7cf-a126ee74c451'
export const DIRECTORY_SYNCHRONIZATION = 'd29b2b05-8046-44ba-8758-1e26182fcf32'
export const ON_PREMISES_SYNC = 'a92aed5d-d78a-4d16-b381-09adb37eb3b0'
export const CUSTOM_ROLE = 'custom-role'
export const ROLES = [
  GLOBAL_ADMINISTRATOR,
  GLOBAL_READER,
  DIRECTORY_SYNCHRONIZATION,
  ON_PREMISES_SYNC,
] as const

/** `gone` is in no list of locations. */
export const LOCATIONS = [
  'office',
  'branch',
  'cloud',
  'europe',
  'others',
  'compliant-network',
  'gone',
] as const

/** Microsoft's ids come in either case. */
export function inAnyCase(ids: readonly string[], dice: Dice): string[] {
  return ids.map((id) => (dice.chance(0.05) ? id.toUpperCase() : id))
}
