/** From a sealed snapshot to the verdict of every control. */
import { allControls } from '#controls/controls.generated.ts'
import type { Control } from '#model/control.ts'
import { loadFacts } from '#pipeline/facts.ts'
import { judge } from '#pipeline/judge.ts'
import { openSession } from '#pipeline/session.ts'
import { answer, timed } from './answer.ts'

const controls: readonly Control[] = allControls

await answer<{ data: string }>(async ({ data }) => {
  const session = await openSession(data)
  const store = await session.tenant(undefined)
  const snapshot = await store.snapshots.latest()
  if (!snapshot) throw new Error('there is no snapshot to judge')
  const circumstances = {
    now: new Date(snapshot.manifest.collectedAt),
    decisions: await store.decisions.view(),
  }
  const { ms, result } = await timed(async () => {
    const facts = await loadFacts(
      snapshot,
      controls.flatMap(({ needs }) => needs),
    )
    return controls.map((control) => judge(control, facts, circumstances, rethrow))
  })
  await session.close()
  return { ms, examined: Math.max(...result.map(({ examined }) => examined)) }
})

function rethrow(control: string, error: unknown): never {
  throw new Error(`control ${control} is broken, so its time says nothing`, { cause: error })
}
