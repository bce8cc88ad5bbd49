/** `keyward logs collect` from the outside: what it prints, what it leaves, and what it says beforehand. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LogSource } from '#model/events/log-event.ts'
import { tenantId } from '#model/ids.ts'
import { type Cloud, generateLog, startCloud } from '../../simulator/cloud.ts'
import { parserOf } from '../../src/cli/command.ts'
import { collectLogs } from '../../src/cli/commands/logs/collect.ts'
import type { Context } from '../../src/cli/context.ts'
import { aPlace } from '../collect/harness.ts'

const HOUR = 3_600_000
let cloud: Cloud
let place: string

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'keyward-logs-'))
  cloud = await startCloud({ accounts: 60, sampleLogs: false, startedContent: ['Audit.Exchange'] })
  const to = Date.now()
  const quiet = { from: to - 30 * HOUR, to, usualDelayMs: 0, lateShare: 0, latestMs: 0 }
  cloud.logs.add(
    ...generateLog(cloud.estate, { ...quiet, kind: 'interactiveUser', perHour: 4 }),
    ...generateLog(cloud.estate, { ...quiet, kind: 'unifiedAudit', place: 'Audit.Exchange', perHour: 2 }),
  )
})

afterAll(async () => {
  await cloud.close()
  await rm(place, { recursive: true, force: true })
})

/** A stream that remembers what was written to it. */
function aStream(): NodeJS.WriteStream & { readonly text: () => string } {
  const written: string[] = []
  const write = (text: string, done?: () => void) => {
    written.push(String(text))
    done?.()
    return true
  }
  return Object.assign(Object.create(process.stdout) as NodeJS.WriteStream, {
    write,
    isTTY: false,
    text: () => written.join(''),
  })
}

async function run(
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
  signal?: AbortSignal,
) {
  const [stdout, stderr] = [aStream(), aStream()]
  const context: Context = {
    stdout,
    stderr,
    env: {
      KEYWARD_TENANT_ID: cloud.tenantId,
      KEYWARD_CLIENT_ID: cloud.clientId,
      KEYWARD_CLIENT_SECRET: cloud.clientSecret,
      ...env,
    },
    signal: signal ?? new AbortController().signal,
    now: () => new Date(),
  }
  const parser = parserOf(collectLogs)
  parser.parse(['--endpoint', cloud.origin, ...argv], { from: 'user' })
  const code = await collectLogs.run(context, parser.opts(), [])
  return { code, stdout: stdout.text(), stderr: stderr.text() }
}

const filesIn = async (data: string) =>
  (await readdir(join(data, 'tenants', cloud.tenantId, 'collected-logs'))).filter((name) =>
    name.endsWith('.ndjson'),
  )

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

async function storeIn(data: string) {
  const { store } = await aPlace(data)
  return store.forTenant(tenantId(cloud.tenantId))
}

describe('keyward logs collect', () => {
  it('says how each log stands, and what waits for a word', async () => {
    const { code, stdout, stderr } = await run(['--data', join(place, 'first')])

    expect(code).toBe(0)
    expect(stdout).toMatch(
      /^Logs of \S+ up to \d{4}-\d\d-\d\d \d\d:\d\d UTC: [\d,]+ new records, \d+ of \d+ logs without a gap\.\n/,
    )
    expect(stdout).toMatch(/ {2}signIns: complete since .*; 1\d\d new records of 1\d\d read\n/)
    expect(stdout).toContain('keyward logs collect --start-subscriptions')
    expect(stderr).toMatch(/hours of log to read\. How long that takes shows after the first answers/)
  })

  it('ends with the records in the store of logs', async () => {
    const data = join(place, 'stored')
    const { stdout } = await run(['--data', data, '--format', 'json'])

    const { feeds, stored } = JSON.parse(stdout) as {
      feeds: { source: string; added: number }[]
      stored: { added: number }
    }
    const bySource = Map.groupBy(feeds, ({ source }) => source)
    const added = new Map(
      [...bySource].map(([source, of]) => [source, of.reduce((sum, feed) => sum + feed.added, 0)]),
    )
    expect(stored).toEqual({ added: sum(feeds.map((feed) => feed.added)), quarantined: 0, waiting: null })
    expect(await filesIn(data)).toEqual([])
    const { files } = await (await storeIn(data)).logs.manifest()
    const rows = Map.groupBy(files, ({ source }) => source)
    for (const [source, count] of added)
      expect(sum((rows.get(source as LogSource) ?? []).map((file) => file.rows)), source).toBe(count)
    expect((await run(['--data', data])).stdout).toContain('Store of logs: 0 new events.')
  })

  it('leaves records for the next time while somebody else imports, and says so', async () => {
    const data = join(place, 'busy')
    const lock = await (await storeIn(data)).logs.lock()

    const first = await run(['--data', data, '--sources', 'signIns'])
    const left = await filesIn(data)
    await lock.release()
    const second = await run(['--data', data, '--sources', 'signIns'])

    expect(first.code).toBe(0)
    expect(first.stdout).toMatch(
      /Store of logs: 0 new events\.\n {2}\d+ files? of records not stored yet \(another import .* is running\)/,
    )
    expect(left).not.toEqual([])
    expect(second.stdout).toMatch(/Store of logs: 1\d\d new events\.\n/)
    expect(await filesIn(data)).toEqual([])
  })

  it('collects, and says what is wrong, where an earlier collection left what cannot be read', async () => {
    const data = join(place, 'unreadable')
    const argv = ['--data', data, '--sources', 'signIns']
    await run(argv)
    const broken = join(data, 'tenants', cloud.tenantId, 'collected-logs', 'signIns.graph.1-x.ndjson')
    // A packed file by its first bytes, cut off.
    await writeFile(broken, Buffer.from('1f8b08', 'hex'))
    const from = cloud.requests.length

    await expect(run([...argv, '--backfill', '20'])).rejects.toMatchObject({ code: 'input-unreadable' })
    const asked = cloud.requests.slice(from).filter(({ path }) => path.includes('/auditLogs/'))
    expect(asked.length).toBeGreaterThan(1)
    await rm(broken)
    expect((await run(argv)).code).toBe(0)
  })

  it('has broken lines in the store as well', async () => {
    const data = join(place, 'broken')
    const store = await storeIn(data)
    const spool = await store.openCollectedSpool()
    await spool.add('signIns', [null, 'text'], 'graph')
    await spool.flush()
    await spool.close()

    const { stdout } = await run(['--data', data, '--sources', 'riskDetections'])

    expect(stdout).toContain('2 records could not be read whole and are kept as they came')
    const { files } = await store.logs.manifest()
    expect(sum(files.map(({ rows }) => rows))).toBe(2)
  })

  it('has the same for machines, of the logs that were named', async () => {
    const { stdout } = await run([
      '--data',
      join(place, 'second'),
      '--sources',
      'signIns,directoryAudits',
      '--format',
      'json',
    ])

    const said = JSON.parse(stdout) as {
      feeds: { feed: string; state: string; rows: number; windows: object }[]
    }
    expect(said).toMatchObject({
      tenant: { id: cloud.tenantId },
      clockAheadSeconds: 0,
      subscriptionsNotStarted: [],
    })
    expect(said.feeds.map(({ feed, state }) => [feed, state])).toEqual([
      ['signIns', 'complete'],
      ['directoryAudits', 'complete'],
    ])
    expect(said.feeds[0]?.rows).toBeGreaterThan(100)
  })

  it('asks for nothing twice on the next run', async () => {
    const argv = ['--data', join(place, 'third'), '--sources', 'signIns']
    await run(argv)
    const before = cloud.requests.length

    const { stdout } = await run(argv)

    const asked = cloud.requests.slice(before).filter(({ path }) => path.includes('/auditLogs/'))
    expect(asked.length).toBeLessThanOrEqual(1)
    expect(stdout).toMatch(/0 new records, 1 of 1 log without a gap/)
  })

  it('refuses a log that does not exist', async () => {
    await expect(run(['--sources', 'signins,gossip'])).rejects.toThrow('Give names out of: signIns')
  })

  it('is stopped by Ctrl-C, leaves only whole files, and goes on', async () => {
    const data = join(place, 'stopped')
    const stopping = new AbortController()
    const from = cloud.requests.length
    const watch = setInterval(() => {
      if (cloud.requests.slice(from).some(({ path }) => path.includes('/auditLogs/')))
        stopping.abort(new Error('Ctrl-C'))
    }, 1)

    await expect(run(['--data', data, '--backfill', '30'], {}, stopping.signal)).rejects.toThrow('Ctrl-C')
    clearInterval(watch)

    const left = await readdir(join(data, 'tenants', cloud.tenantId, 'collected-logs'))
    expect(left.filter((name) => name.endsWith('.part'))).toEqual([])
    const { stdout } = await run(['--data', data, '--sources', 'signIns'])
    expect(stdout).toContain('1 of 1 log without a gap')
  })
})
