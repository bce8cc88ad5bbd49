/** Whether a case is as it was made: every file by its hash, and none too many. */
import { z } from 'zod'
import { KeywardError, messageOf } from '#model/errors.ts'
import { readCase } from '#store/case-folder.ts'

export interface VerifiedCase {
  readonly folder: string
  readonly intact: boolean
  readonly files: number
  /** Of the manifest as it is now. */
  readonly sha256: string
  /** Undefined where nobody said which hash is expected. */
  readonly isExpected?: boolean
  readonly changed: readonly string[]
  readonly added: readonly string[]
  readonly lost: readonly string[]
}

const Listed = z.object({
  kind: z.literal('keyward-case'),
  files: z.array(z.object({ path: z.string(), sha256: z.string() })),
})

/** Checks a folder. @throws KeywardError `option-invalid` for one that is no case */
export async function verifyCase(folder: string, expected?: string): Promise<VerifiedCase> {
  const { manifest, sha256, found } = await readCase(folder).catch((error: unknown) => {
    throw noCase(folder, messageOf(error))
  })
  if (manifest === undefined || sha256 === undefined) throw noCase(folder, 'it has no manifest.json')
  const files = listedIn(folder, manifest)
  const changed = files.filter(({ path, sha256: was }) => found.has(path) && found.get(path) !== was)
  const lost = files.filter(({ path }) => !found.has(path))
  const known = new Set(files.map(({ path }) => path))
  const added = [...found.keys()].filter((path) => !known.has(path)).toSorted()
  const isExpected = expected === undefined ? undefined : expected.trim().toLowerCase() === sha256
  return {
    folder,
    intact: changed.length + lost.length + added.length === 0 && isExpected !== false,
    files: files.length,
    sha256,
    ...(isExpected === undefined ? {} : { isExpected }),
    changed: changed.map(({ path }) => path),
    added,
    lost: lost.map(({ path }) => path),
  }
}

function listedIn(folder: string, manifest: string): z.infer<typeof Listed>['files'] {
  try {
    return Listed.parse(JSON.parse(manifest)).files
  } catch {
    throw noCase(folder, 'its manifest.json is not one of a case, or was broken')
  }
}

function noCase(folder: string, why: string): KeywardError {
  return new KeywardError('option-invalid', {
    option: `--verify ${folder}`,
    why,
    how: 'Give the folder that keyward logs case --out made.',
  })
}
