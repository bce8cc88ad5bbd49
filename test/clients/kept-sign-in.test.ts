/** A person's sign-in between two runs: kept sealed where there is a keyring, in memory where there is none. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Keyring } from '#store/sign-ins/keyring.ts'
import { keptSignIn, type SignInTrouble } from '#store/sign-ins/kept-sign-in.ts'
import type { Cloud } from '../../simulator/cloud.ts'
import { aCloud, aFolder } from '../collect/harness.ts'
import { aKeyring, aSharedKeyring, brokenKeyrings } from './keyrings.ts'
import { aRun, type PersonChanges } from './people.ts'

interface Place {
  readonly folder: string
  readonly keyring: Keyring
  readonly whose?: string
}

/** The kept sign-in as one run opens it, with all that it told. */
function opened({ folder, keyring, whose = 'global contoso.example one' }: Place) {
  const told: SignInTrouble[] = []
  return { kept: keptSignIn({ folder, whose, keyring, tell: (trouble) => told.push(trouble) }), told }
}

/** One run that gets a token for Graph. */
async function signedIn(cloud: Cloud, place: Place, changes: PersonChanges = {}) {
  const { kept, told } = opened(place)
  const run = aRun(cloud, { kept, ...changes })
  const token = await run.forGraph.token()
  return { ...run, kept, told, token }
}

const aPlaceToKeep = async () => ({ folder: await aFolder(), keyring: aKeyring() })

/** The one sealed file of a folder. */
async function sealedIn(folder: string): Promise<string> {
  const names = await readdir(folder)
  expect(names).toEqual([expect.stringMatching(/^[0-9a-f]{32}\.sealed$/)])
  return join(folder, names[0] ?? '')
}

describe('where there is a keyring, the next run', () => {
  it.each(['browser', 'deviceCode'] as const)('asks nobody: %s', async (way) => {
    const cloud = await aCloud()
    const place = await aPlaceToKeep()

    const first = await signedIn(cloud, place, { way })
    const second = await signedIn(cloud, place, { way })

    expect([first.shown.mock.calls.length, second.shown.mock.calls.length]).toEqual([1, 0])
    expect(second.token.value).not.toBe(first.token.value)
    expect([...first.told, ...second.told]).toEqual([])
  })

  it('asks again once the service refuses what was kept', async () => {
    const place = await aPlaceToKeep()
    await signedIn(await aCloud(), place)
    const another = await aCloud()

    const later = await signedIn(another, place)
    const latest = await signedIn(another, place)

    expect([later.shown.mock.calls.length, latest.shown.mock.calls.length]).toEqual([1, 0])
  })

  it('knows whoever signed in last, and nobody else', async () => {
    const cloud = await aCloud()
    const place = await aPlaceToKeep()
    await signedIn(cloud, place)
    const uid = Buffer.from(JSON.stringify({ uid: 'somebody-else', utid: cloud.tenantId })).toString(
      'base64url',
    )
    const somebodyElse = {
      // The first person's token has been revoked, and another one sits down at the browser.
      request: <T extends { readonly body?: string }>(request: T): T => ({
        ...request,
        ...(request.body === undefined
          ? {}
          : { body: request.body.replace(/refresh_token=[^&]+/, 'refresh_token=x') }),
      }),
      answer: (text: string) => text.replace(/"client_info":"[^"]*"/, `"client_info":"${uid}"`),
    }

    await signedIn(cloud, place, somebodyElse)
    const kept = JSON.parse((await opened(place).kept.read()) ?? '{}') as { Account: object }

    expect(Object.keys(kept.Account)).toEqual([expect.stringContaining('somebody-else')])
  })
})

describe('on the disk', () => {
  it('there is no token in clear, in no encoding, and only the owner may read', async () => {
    const cloud = await aCloud()
    const place = await aPlaceToKeep()
    const secrets: string[] = []
    const answer = (text: string) => {
      const tokens = JSON.parse(text) as Readonly<Record<string, unknown>>
      for (const name of ['access_token', 'refresh_token', 'id_token'])
        if (typeof tokens[name] === 'string') secrets.push(tokens[name])
      return text
    }

    const { signIn, at } = await signedIn(cloud, place, { answer })
    await signIn.tokens(at.armScope).token()

    const file = await sealedIn(place.folder)
    const bytes = await readFile(file)
    expect(secrets.length).toBeGreaterThanOrEqual(6)
    for (const secret of [...secrets, ...place.keyring.entries.values()]) {
      for (const piece of pieces(secret)) {
        expect(bytes.includes(piece)).toBe(false)
        expect(bytes.includes(Buffer.from(piece).toString('base64').slice(0, 24))).toBe(false)
        expect(bytes.includes(Buffer.from(piece, 'utf16le'))).toBe(false)
      }
    }
    for (const word of ['access_token', 'RefreshToken', 'secret', cloud.tenantId, cloud.clientId])
      expect(bytes.includes(word)).toBe(false)
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  it('two sealings of the same tokens have nothing in common', async () => {
    const place = await aPlaceToKeep()
    const { kept } = opened(place)

    await kept.write('the same tokens')
    const first = await readFile(await sealedIn(place.folder))
    await kept.write('the same tokens')
    const second = await readFile(await sealedIn(place.folder))

    expect(second.subarray(20).equals(first.subarray(20))).toBe(false)
  })

  it('the keyring holds a key and no token', async () => {
    const place = await aPlaceToKeep()

    await signedIn(await aCloud(), place)

    const [entry = '', ...more] = place.keyring.entries.values()
    expect(more).toEqual([])
    expect(Buffer.from(entry, 'base64')).toHaveLength(32)
  })
})

/** A secret as a whole and in parts: a part of a token in clear would be one too many as well. */
function pieces(secret: string): string[] {
  return [
    secret,
    secret.slice(0, 24),
    secret.slice(-24),
    ...secret.split('.').filter((part) => part.length > 8),
  ]
}

describe('a keyring', () => {
  it.each(brokenKeyrings)(
    '%s stops nobody: the tokens stay in memory, and one line says so',
    async (_what, keyring) => {
      const cloud = await aCloud()
      const place = { folder: await aFolder(), keyring }

      const { shown, told, signIn, at, forGraph, token } = await signedIn(cloud, place)
      forGraph.forget(token.value)
      await forGraph.token()
      await signIn.tokens(at.armScope).token()

      expect(shown).toHaveBeenCalledOnce()
      expect(told).toEqual([{ kind: 'notKept', why: expect.stringMatching(/^.{5,120}$/) as string }])
      expect(await readdir(place.folder)).toEqual([])
    },
  )

  it('that is locked when it is needed again loses nothing but the convenience', async () => {
    const cloud = await aCloud()
    const place = await aPlaceToKeep()
    await signedIn(cloud, place)
    const locked = { ...place.keyring, get: () => Promise.reject(new Error('it is locked')) }

    const { shown, told } = await signedIn(cloud, { ...place, keyring: locked })
    const unlocked = await signedIn(cloud, place)

    expect(shown).toHaveBeenCalledOnce()
    expect(told).toEqual([{ kind: 'notKept', why: 'it is locked' }])
    expect(unlocked.shown).not.toHaveBeenCalled()
  })

  it('that lost the key makes a new one', async () => {
    const cloud = await aCloud()
    const place = await aPlaceToKeep()
    await signedIn(cloud, place)
    place.keyring.entries.clear()

    const second = await signedIn(cloud, place)
    const third = await signedIn(cloud, place)

    expect(second.told).toEqual([{ kind: 'notOpened' }])
    expect([second.shown.mock.calls.length, third.shown.mock.calls.length]).toEqual([1, 0])
  })

  it('that holds something else under our name is corrected', async () => {
    const place = await aPlaceToKeep()
    place.keyring.entries.set('global contoso.example one', 'hunter2')

    await opened(place).kept.write('tokens')

    expect(await opened(place).kept.read()).toBe('tokens')
  })

  it('whose folder cannot be written is of no use, and nobody is stopped', async () => {
    const folder = join(await aFolder(), 'a file')
    await writeFile(folder, '')

    const { shown, told } = await signedIn(await aCloud(), { folder, keyring: aKeyring() })

    expect(shown).toHaveBeenCalledOnce()
    expect(told.map(({ kind }) => kind)).toEqual(['notKept'])
  })
})

describe('a file', () => {
  it('that was changed anywhere does not open', async () => {
    const place = await aPlaceToKeep()
    await opened(place).kept.write('{"some":"tokens"}')
    const file = await sealedIn(place.folder)
    const whole = await readFile(file)
    const nat = fc.nat(whole.length - 1)

    await fc.assert(
      fc.asyncProperty(nat, fc.integer({ min: 1, max: 255 }), fc.boolean(), async (at, change, isCut) => {
        const spoiled = isCut ? whole.subarray(0, at) : Buffer.from(whole)
        if (!isCut) spoiled.writeUInt8(spoiled.readUInt8(at) ^ change, at)
        await writeFile(file, spoiled)
        const { kept, told } = opened(place)

        expect(await kept.read()).toBeUndefined()
        expect(told).toEqual([{ kind: 'notOpened' }])
      }),
    )
  })

  it.each([
    ['empty', ''],
    ['somebody’s words', 'hello'],
    ['tokens in clear', '{"Account":{},"AccessToken":{},"RefreshToken":{},"IdToken":{},"AppMetadata":{}}'],
  ])('with %s in it is not used; the person signs in, and it is whole again', async (_what, text) => {
    const cloud = await aCloud()
    const place = await aPlaceToKeep()
    await signedIn(cloud, place)
    await writeFile(await sealedIn(place.folder), text)

    const second = await signedIn(cloud, place)
    const third = await signedIn(cloud, place)

    expect(second.told).toEqual([{ kind: 'notOpened' }])
    expect([second.shown.mock.calls.length, third.shown.mock.calls.length]).toEqual([1, 0])
    expect(third.told).toEqual([])
  })

  it('of another tenant does not open, not even under the same key', async () => {
    const { folder, keyring } = await aPlaceToKeep()
    const [ours, theirs] = ['global contoso.example one', 'global fabrikam.example one']
    await opened({ folder, keyring, whose: ours }).kept.write('our tokens')
    const ourFile = await sealedIn(folder)
    await opened({ folder, keyring, whose: theirs }).kept.write('their tokens')
    const names = (await readdir(folder)).map((name) => join(folder, name))
    const theirFile = names.find((name) => name !== ourFile) ?? ''

    await copyFile(ourFile, theirFile)
    const other = await opened({ folder, keyring, whose: theirs }).kept.read()
    keyring.entries.set(theirs, keyring.entries.get(ours) ?? '')
    const same = await opened({ folder, keyring, whose: theirs }).kept.read()

    expect([other, same]).toEqual([undefined, undefined])
    expect(await opened({ folder, keyring, whose: ours }).kept.read()).toBe('our tokens')
  })

  it('is another one for another tenant, application and cloud', async () => {
    const { folder, keyring } = await aPlaceToKeep()
    const owners = ['global a one', 'global b one', 'global a two', 'china a one']

    for (const whose of owners) await opened({ folder, keyring, whose }).kept.write(whose)
    const read = await Promise.all(owners.map((whose) => opened({ folder, keyring, whose }).kept.read()))

    expect(read).toEqual(owners)
    expect(new Set(keyring.entries.values()).size).toBe(4)
  })
})

describe('signing out', () => {
  it('forgets file and key, and the next run asks again', async () => {
    const cloud = await aCloud()
    const place = await aPlaceToKeep()
    await signedIn(cloud, place)

    const was = [await opened(place).kept.forget(), await opened(place).kept.forget()]

    expect(was).toEqual([true, false])
    expect(await readdir(place.folder)).toEqual([])
    expect(place.keyring.entries.size).toBe(0)
    expect((await signedIn(cloud, place)).shown).toHaveBeenCalledOnce()
  })

  it('is not undone by a run that is under way, which goes on', async () => {
    const cloud = await aCloud()
    const place = await aPlaceToKeep()
    const { forGraph, token, shown } = await signedIn(cloud, place)

    await opened(place).kept.forget()
    forGraph.forget(token.value)
    await forGraph.token()

    expect(shown).toHaveBeenCalledOnce()
    expect(await readdir(place.folder)).toEqual([])
  })

  it('works without a keyring too', async () => {
    const place = await aPlaceToKeep()
    await opened(place).kept.write('tokens')

    for (const [, keyring] of brokenKeyrings) await opened({ ...place, keyring }).kept.forget()

    expect(await readdir(place.folder)).toEqual([])
  })
})

describe('two programs at once', () => {
  it('leave one whole sign-in behind, under the one key that the keyring has', async () => {
    const folder = await aFolder()
    const ring = join(await aFolder(), 'ring.json')
    const children = [1, 2, 3].map((number) =>
      fork(join(import.meta.dirname, 'kept-sign-in-child.ts'), [folder, ring, String(number)], {
        execArgv: [],
      }),
    )

    const codes = await Promise.all(children.map(async (child) => (await once(child, 'exit'))[0] as number))
    const { kept, told } = opened({ folder, keyring: aSharedKeyring(ring) })
    const left = await kept.read()

    expect(codes).toEqual([0, 0, 0])
    expect(told).toEqual([])
    expect(left).toMatch(/^(tokens of [123] )+$/)
    expect(await readdir(folder)).toHaveLength(1)
    await rm(ring)
  })
})
