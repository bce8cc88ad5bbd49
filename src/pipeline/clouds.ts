/** The clouds that commands may name. */
import { type CloudName, cloudOf } from '#clients/clouds.ts'

export { type CloudName, cloudNames } from '#clients/clouds.ts'

/** Where people sign in to a cloud. */
export function loginOf(cloud: CloudName): string {
  return cloudOf(cloud).login
}
