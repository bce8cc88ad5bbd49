/** Writes an input folder, assesses it through the same door as the command, and cleans up. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { Assessment } from '#model/assessment.ts'
import { assessTenant } from '#pipeline/assess-tenant.ts'
import { openSession } from '#pipeline/session.ts'

const place = mkdtempSync(join(tmpdir(), 'keyward-input-'))
let made = 0

afterAll(() => rmSync(place, { recursive: true, force: true }))

/** A new folder under the test's own. */
export function aFolder(): string {
  made += 1
  const folder = join(place, String(made))
  mkdirSync(folder, { recursive: true })
  return folder
}

/** A folder with these files; values other than text and bytes are written as JSON. */
export function anInput(files: Readonly<Record<string, unknown>>): string {
  const folder = aFolder()
  for (const [name, content] of Object.entries(files)) {
    const isRaw = typeof content === 'string' || content instanceof Uint8Array
    writeFileSync(join(folder, name), isRaw ? content : JSON.stringify(content))
  }
  return folder
}

export const clock = () => new Date('2026-11-22T12:00:00Z')

/** What `keyward assess --input` would say. */
export async function assessInput(input: string, now?: Date, framework?: string): Promise<Assessment> {
  const session = await openSession(aFolder())
  try {
    return await assessTenant({ session, input, clock, now, framework })
  } finally {
    await session.close()
  }
}

/** The control with this id. */
export function controlOf(assessment: Assessment, id: string) {
  const control = assessment.controls.find((one) => one.id === id)
  if (!control) throw new Error(`no control ${id}`)
  return control
}

export const securityDefaultsInForce = 'mfa/security-defaults-or-conditional-access-in-force'

/** A small tenant whose one setting is known: security defaults are on. */
export const securityDefaultsOn = {
  'organization.json': { value: [{ id: '0d1f0c7e-0000-4000-8000-000000000001', displayName: 'Contoso' }] },
  'identitySecurityDefaultsEnforcementPolicy.json': { id: 'x', isEnabled: true },
  'conditionalAccessPolicies.json': { value: [] },
  'authenticationStrengthPolicies.json': [],
}
