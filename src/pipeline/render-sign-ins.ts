/** Renders a sign-in report in one of its formats. */
import type { SignInReport } from '#model/sign-in-report.ts'
import type { SimulationReport } from '#model/simulation-report.ts'
import type { SpotCheckReport } from '#model/spot-check-report.ts'
import { signInCsv } from '#reports/sign-ins/csv.ts'
import { signInJson } from '#reports/sign-ins/json.ts'
import { simulationText } from '#reports/sign-ins/simulation.ts'
import { spotCheckText } from '#reports/sign-ins/spot-check.ts'
import { signInText } from '#reports/sign-ins/text.ts'
import type { RenderOptions } from './render.ts'

export const signInFormats = ['text', 'json', 'csv'] as const
export type SignInFormat = (typeof signInFormats)[number]

/** The report in that format, piece by piece. */
export function renderSignIns(
  report: SignInReport,
  format: SignInFormat,
  options: RenderOptions,
): Iterable<string> {
  if (format === 'json') return signInJson(report)
  return format === 'csv' ? signInCsv(report) : [signInText(report, options)]
}

/** The report of a simulation; JSON or text. */
export function renderSimulation(
  report: SimulationReport,
  format: SignInFormat,
  options: RenderOptions,
): Iterable<string> {
  if (format === 'json') return [`${JSON.stringify(report, null, 2)}\n`]
  return [simulationText(report, options)]
}

/** The report of a spot-check; JSON or text. */
export function renderSpotCheck(
  report: SpotCheckReport,
  format: SignInFormat,
  options: RenderOptions,
): Iterable<string> {
  if (format === 'json') return [`${JSON.stringify(report, null, 2)}\n`]
  return [spotCheckText(report, options)]
}
