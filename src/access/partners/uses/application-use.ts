/** Whether an application of a provider was used: its own sign-ins, where an export holds any (identity.md §f.1). */
import type { Power } from '../sighting.ts'
import { notKnown, type PowerUse, unusedWithin } from './power-use.ts'
import type { UseFacts } from './use-facts.ts'

/** Consent of users works through their sign-ins, everything else through its own. */
const IN_THE_NAME_OF = 'in the name of '

/** The use of what an application may do. A sign-in proves that it is used, and not which of its permissions. */
export function applicationUse({ path, scope }: Power, facts: UseFacts): PowerUse {
  const clientId = facts.clientIdOf(path[0]?.id ?? '')
  if (clientId === undefined) return notKnown('its client id was not read, and sign-ins name nothing else')
  const last = facts.signInsTo(clientId).at(-1)
  if (last !== undefined)
    return notKnown(
      `it signed in or was signed in to, the last time on ${last.slice(0, 10)}; which of its permissions it used, no log at hand says`,
    )
  if (scope.startsWith(IN_THE_NAME_OF))
    return notKnown('it acts through sign-ins of people, and the sign-ins at hand are not all of them')
  if (facts.applicationSignIns.length === 0)
    return notKnown(facts.gap('signIns') ?? 'sign-ins of applications are not among those at hand')
  return unusedWithin([facts.reach('signIns')])
}
