/** docs/reference/controls.md: every control with its examples, which are its tests. */

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Control } from '#model/control.ts'
import { decidingNeeds } from '#model/control.ts'

interface Example {
  readonly name: string
  readonly then: string
}

/** The controls page. */
export async function controlPages(root: string, controls: readonly Control[], note: string) {
  const parts: string[] = []
  for (const control of controls) parts.push(page(control, await examplesOf(root, control.id)))
  const text = `${note}# Controls\n\nEach control is one sentence about a tenant. What is listed under *Examples* is tested on every run.\n\n${parts.join('\n')}`
  return [{ path: 'docs/reference/controls.md', text }]
}

function page(control: Control, examples: readonly Example[]): string {
  const lines = [
    `## ${control.id}`,
    '',
    `**${control.title}.** Practice ${control.practice}, ${control.severity}.`,
    '',
    control.rationale,
    '',
    `- Needs: ${decidingNeeds(control).join(', ')}`,
    ...(control.supplements ? [`- Read beside them: ${control.supplements.join(', ')}`] : []),
    `- A missing record proves something in: ${control.absences.join(', ') || 'none of them'}`,
    ...(control.emptyWithoutLicence
      ? [`- Empty without the licence: ${control.emptyWithoutLicence.join(', ')}`]
      : []),
    ...(control.eitherOf ? [`- One of these is enough: ${control.eitherOf.join(', ')}`] : []),
    '',
    'Remediation:',
    '',
    ...control.remediation.map((step, index) => `${index + 1}. ${step}`),
    '',
    'Examples:',
    '',
    ...examples.map(({ name, then }) => `- ${name}: *${then}*`),
    '',
    `References: ${control.references.map((url) => `<${url}>`).join(', ')}`,
    '',
  ]
  return lines.join('\n')
}

async function examplesOf(root: string, id: string): Promise<readonly Example[]> {
  const file = join(root, 'src', 'controls', `${id}.examples.ts`)
  if (!existsSync(file)) return []
  const module = (await import(pathToFileURL(file).href)) as Record<string, unknown>
  return Object.values(module).flatMap((value) => examplesIn(value))
}

function examplesIn(value: unknown): readonly Example[] {
  if (Array.isArray(value)) return value as Example[]
  const { examples } = (value ?? {}) as { examples?: unknown }
  return Array.isArray(examples) ? (examples as Example[]) : []
}
