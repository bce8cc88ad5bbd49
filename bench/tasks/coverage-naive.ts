/**
 * The verdict as a straightforward script finds it: every record loaded, each account asked of each policy by going
 * through lists, and every sign-in looked at one by one. It knows the conditions of this tenant and no others. Only
 * some accounts are judged, and their time is multiplied.
 */
import { openSession } from '#pipeline/session.ts'
import { type Estate, isFor, naiveEstate } from '../estate/naive-audience.ts'
import { naiveVerdict, type Ways, waysIn } from '../estate/naive-verdict.ts'
import { answer, timed } from './answer.ts'

interface Input {
  readonly data: string
  readonly every: number
}

await answer<Input>(async ({ data, every }) => {
  const session = await openSession(data)
  const snapshot = await (await session.tenant(undefined)).snapshots.latest()
  if (!snapshot) throw new Error('there is no snapshot to judge')
  const load = await timed(() => naiveEstate(snapshot))
  await session.close()
  const estate = load.result
  const ways = waysIn(estate.policies, await snapshot.records('namedLocations'))
  const accounts = estate.users.filter((_, position) => position % every === 0)
  const audience = await timed(async () => accounts.map((account) => matching(account, estate)))
  const verdicts = await timed(async () => audience.result.map((each, index) => verdictFor(each, index)))
  return {
    ms: load.ms + (audience.ms + verdicts.ms) * every,
    withoutSignInsMs: load.ms + audience.ms * every,
    sample: verdicts.result,
  }

  function verdictFor(policies: Ways['policies'], index: number): string {
    return naiveVerdict(policies, ways, estate.perUserMfa.get(accounts[index]?.id ?? '') === 'enforced')
  }
})

function matching(account: Estate['users'][number], estate: Estate): Ways['policies'] {
  return estate.policies.filter((policy) => isFor(policy, account, estate))
}
