/** Reads from the disk which pages an interrupted collection has a checkpoint for. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { allCollectors } from '#collectors/collectors.generated.ts'
import { type Collector, requestOf } from '#collectors/collector.ts'
import { written } from './paths.ts'

interface Entry {
  readonly pages: number
  readonly bytes: number
  readonly cursor?: { readonly next?: string } | null
  readonly coverage?: object
}

/** Whom a record of a dataset that is read one by one is about. */
interface Subject {
  readonly groupId?: string
  readonly userId?: string
  readonly applicationId?: string
  readonly servicePrincipalId?: string
}

/** Path and query of every page that must not be asked for again. */
export async function checkpointed(data: string, tenant: string): Promise<ReadonlySet<string>> {
  const spool = join(data, 'tenants', tenant, 'spool')
  const runs = await readdir(spool).catch(() => [] as string[])
  const pages = runs.flatMap((run) =>
    allCollectors.map(async (collector) =>
      pagesOf(join(spool, run), collector, await entriesOf(spool, run, collector)),
    ),
  )
  return new Set((await Promise.all(pages)).flat())
}

async function entriesOf(spool: string, run: string, { produces }: Collector): Promise<readonly Entry[]> {
  const text = await readFile(join(spool, run, `${produces}.journal`), 'utf8').catch(() => '')
  // What stands behind the last newline is torn.
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Entry)
}

async function pagesOf(
  run: string,
  { produces, source }: Collector,
  entries: readonly Entry[],
): Promise<string[]> {
  const last = entries.at(-1)
  if (!last) return []
  if (source.kind !== 'each') {
    const links = entries.flatMap(({ cursor }) => (cursor?.next ? [pathOf(cursor.next)] : []))
    return [written(requestOf(source, '')), ...links].slice(0, last.pages)
  }
  const lines = (await readFile(join(run, `${produces}.ndjson`)))
    .subarray(0, last.bytes)
    .toString()
    .split('\n')
  const subjects = lines.slice(0, -1).map((line) => JSON.parse(line) as Subject)
  return subjects.flatMap(({ groupId, userId, applicationId, servicePrincipalId }) => {
    const subject = groupId ?? userId ?? applicationId ?? servicePrincipalId
    return subject === undefined ? [] : [written(source.request(subject))]
  })
}

function pathOf(link: string): string {
  return link.slice(new URL(link).origin.length)
}
